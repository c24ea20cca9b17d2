/** Asks before it answers: choices become buttons, and the reason opens when one is chosen. */
class PredictQuestion extends HTMLElement {
  connectedCallback(): void {
    const details = this.querySelector('details');
    const choices = [...this.querySelectorAll<HTMLElement>('.choices li')];
    if (!details) return;
    for (const item of choices) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = item.textContent;
      button.addEventListener('click', () => {
        for (const other of choices) other.className = '';
        const isRight = item.dataset.right !== undefined;
        item.className = isRight ? 'right' : 'wrong';
        button.setAttribute('aria-label', `${button.textContent}: ${isRight ? 'right' : 'no'}`);
        details.open = true;
      });
      item.replaceChildren(button);
    }
    const { run = '', scenario = '' } = this.dataset;
    const watch = document.createElement('button');
    watch.type = 'button';
    watch.className = 'watch';
    watch.textContent = 'Watch it run';
    watch.addEventListener('click', () => {
      // The panel of the run listens for this, wherever on the page it stands.
      dispatchEvent(new CustomEvent('play-run', { detail: { run, scenario } }));
    });
    details.append(watch);
  }
}

customElements.define('predict-question', PredictQuestion);
