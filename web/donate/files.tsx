/** web/donate/files.tsx — what the study has put beside the donation: to be downloaded, and deleted one by one. */
import { useState } from 'preact/hooks';
import { formatSize, formatTime, t } from '../i18n/messages.ts';
import { deleteFile, getFiles, studyFilePath } from '../lib/api.ts';
import type { DonationView, FileView } from '../lib/contract.ts';
import { useAction } from '../lib/use-action.ts';
import { ActionError } from './action-error.tsx';

type FileProps = {
  readonly id: string;
  readonly file: FileView;
  readonly onDeleted: (file: FileView) => Promise<void>;
};

function File({ id, file, onDeleted }: FileProps) {
  const [asked, setAsked] = useState(false);
  const { busy, error, run } = useAction(async () => {
    await deleteFile(id, file.id);
    await onDeleted(file);
  });
  const { name, description, tags, size, created_at } = file;
  return (
    <li>
      <p class="file-name">{name}</p>
      {description && <p>{description}</p>}
      <p class="minor">{[formatSize(size), formatTime(created_at), ...tags].join(' · ')}</p>
      <p class="answers">
        <a class="button" href={studyFilePath(id, file.id)} aria-label={t.files.of(t.files.download, name)}>
          {t.files.download}
        </a>
        {!asked && (
          <button type="button" aria-label={t.files.of(t.files.remove, name)} onClick={() => setAsked(true)}>
            {t.files.remove}
          </button>
        )}
      </p>
      {asked && (
        <div>
          <p>{t.files.sure(name)}</p>
          <p class="answers">
            <button type="button" disabled={busy} onClick={() => setAsked(false)}>
              {t.files.keep}
            </button>
            <button type="button" class="is-danger" disabled={busy} onClick={() => run()}>
              {t.files.confirm}
            </button>
          </p>
        </div>
      )}
      <ActionError error={error} />
    </li>
  );
}

type Props = { readonly donation: DonationView; readonly refresh: () => Promise<void> };

export function Files({ donation, refresh }: Props) {
  const { id, files: newest, files_count: count } = donation;
  const [older, setOlder] = useState<readonly FileView[]>([]);
  const [deleted, setDeleted] = useState<readonly FileView[]>([]);
  const { busy, error, run } = useAction(async (offset: number) => {
    setOlder([...older, ...(await getFiles(id, offset)).files]);
  });
  const gone = new Set(deleted.map((file) => file.id));
  // What was among the newest may be among the older ones by now.
  const known = new Map([...newest, ...older].map((file) => [file.id, file]));
  const shown = [...known.values()].filter((file) => !gone.has(file.id));
  const last = deleted.at(-1);
  if (!shown.length && !last) return null;
  const onDeleted = async (file: FileView): Promise<void> => {
    setDeleted([...deleted, file]);
    await refresh();
  };
  return (
    <section id="files">
      <h2>{t.files.title}</h2>
      <p>{t.files.text}</p>
      <ul class="files">
        {shown.map((file) => (
          <File key={file.id} id={id} file={file} onDeleted={onDeleted} />
        ))}
      </ul>
      <p role="status">{last ? t.files.removed(last.name) : ''}</p>
      {shown.length < count && (
        <button type="button" disabled={busy} onClick={() => run(shown.length)}>
          {t.files.more(count)}
        </button>
      )}
      <ActionError error={error} />
    </section>
  );
}
