/** web/donate/main.tsx — puts the donation page in its place. */
import { startPage } from '../lib/start-page.tsx';
import { App } from './app.tsx';

await startPage('/donate/', () => <App />);
