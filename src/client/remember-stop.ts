import { remember } from './storage.ts';

const head = document.querySelector<HTMLElement>('.stop-head');
if (head?.dataset.title) {
  remember('last-stop', JSON.stringify({ href: location.pathname, title: head.dataset.title }));
}
