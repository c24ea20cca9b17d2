import { recall, remember } from './storage.ts';

/** Side by side or one below the other: the stylesheet obeys the buttons, this keeps the choice. */
class CompareView extends HTMLElement {
  connectedCallback(): void {
    const buttons = this.querySelectorAll<HTMLInputElement>('input[name="view"]');
    const known = recall('compare-view');
    for (const button of buttons) {
      if (button.value === known) button.checked = true;
      button.addEventListener('change', () => {
        remember('compare-view', button.value);
      });
    }
  }
}

customElements.define('compare-view', CompareView);
