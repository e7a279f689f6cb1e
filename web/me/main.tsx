/** web/me/main.tsx — puts the page of all donations in its place. */
import { startPage } from '../lib/start-page.tsx';
import { App } from './app.tsx';

await startPage('/me/', () => <App />);
