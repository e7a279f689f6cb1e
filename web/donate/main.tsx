/** web/donate/main.tsx — puts the donation page in its place. */
import { render } from 'preact';
import { App } from './app.tsx';

const main = document.getElementById('main');
if (main) {
  main.replaceChildren();
  render(<App />, main);
}
