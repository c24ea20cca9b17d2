import { recall } from './storage.ts';

/** A link back to the stop that was read last, when there is one. */
class ResumeLink extends HTMLElement {
  connectedCallback(): void {
    const last = parse(recall('last-stop'));
    if (!last) return;
    const link = document.createElement('a');
    link.href = last.href;
    link.textContent = `Go on with: ${last.title}`;
    this.append(link);
  }
}

/** Only a path of this site: what storage holds is not to be trusted. */
function parse(text: string | undefined): { href: string; title: string } | undefined {
  try {
    const { href, title } = JSON.parse(text ?? '{}') as Record<string, unknown>;
    if (typeof href !== 'string' || typeof title !== 'string') return undefined;
    return /^\/(?!\/)/.test(href) ? { href, title } : undefined;
  } catch {
    return undefined;
  }
}

customElements.define('resume-link', ResumeLink);
