import type { RunPlayer } from './run-player.ts';

/** What the panel knows before it is used; the rest is loaded when the reader asks for it. */
class RunPanel extends HTMLElement {
  #player: Promise<RunPlayer> | undefined;

  connectedCallback(): void {
    const controls = this.querySelector<HTMLElement>('.controls');
    if (!controls) return;
    const start = document.createElement('button');
    start.type = 'button';
    start.className = 'start';
    start.textContent = 'Run it step by step';
    start.addEventListener('click', () => void this.#open().then((player) => player.focus()));
    controls.append(start);
    controls.hidden = false;
    addEventListener(
      'play-run',
      ({ detail }: CustomEventInit<{ run: string; scenario: string }>) => {
        if (detail?.run !== this.dataset.run) return;
        void this.#open().then((player) => player.playScenario(detail?.scenario ?? ''));
      },
    );
    const follow = (): void => {
      if (location.hash.startsWith(`#run:${this.dataset.run ?? ''}?`)) {
        void this.#open().then((player) => player.follow(location.hash));
      }
    };
    addEventListener('hashchange', follow);
    follow();
  }

  #open(): Promise<RunPlayer> {
    this.#player ??= import('./run-player.ts').then((module) => module.RunPlayer.open(this));
    return this.#player;
  }
}

customElements.define('run-panel', RunPanel);
