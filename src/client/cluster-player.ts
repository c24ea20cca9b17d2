import { toHtml } from 'hast-util-to-html';
import type { CodePlace, ClusterFile } from '../cluster/cluster-file.ts';
import type { ClusterLane, Message } from '../cluster/cluster-recording.ts';
import { drawPicture } from '../runs/draw-picture.ts';
import type { Part } from '../runs/picture.ts';
import { formatClusterLink, parseClusterLink } from './cluster-link.ts';
import { stateAt, summaryOf, type ClusterState } from './cluster-state.ts';
import { button, element, labelled } from './elements.ts';

/** The longest and the shortest time that a message is shown while it plays, in milliseconds. */
const [longest, shortest] = [900, 80];
const speeds = ['¼', '1', '4', '16'] as const;
const factors: Readonly<Record<string, number>> = { '¼': 0.25, '1': 1, '4': 4, '16': 16 };

/** Plays what a cluster did: messages between lanes, and what each part holds at any instant. */
class ClusterPlayer extends HTMLElement {
  #file: ClusterFile | undefined;
  #at = 0;
  #open: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #scenario = element('select', { className: 'scenarios' });
  readonly #speed = element('select');
  readonly #play = button('Play', () => {
    if (this.#timer === undefined) this.#start();
    else this.#stop();
  });
  readonly #slider = element('input', { type: 'range', min: '0', step: '1' });
  readonly #clock = element('output', { className: 'count' });
  readonly #lanes = element('div', { className: 'lanes' });
  readonly #messages = element('ol', { className: 'messages' });
  readonly #detail = element('div', { className: 'detail' });
  readonly #inside = element('div', { className: 'inside' });
  readonly #document = element('pre', { className: 'document', tabIndex: 0 });

  connectedCallback(): void {
    const controls = this.querySelector<HTMLElement>('.controls');
    if (!controls) return;
    for (const option of this.querySelectorAll<HTMLElement>('[data-scenario]')) {
      const { scenario = '' } = option.dataset;
      this.#scenario.append(
        element('option', { value: scenario, textContent: option.textContent }),
      );
    }
    this.#scenario.addEventListener('change', () => void this.#load(this.#scenario.value, 0));
    for (const speed of speeds) {
      this.#speed.append(element('option', { value: speed, textContent: `${speed}×` }));
    }
    this.#speed.value = '1';
    this.#slider.setAttribute('aria-label', 'Messages sent so far');
    this.#slider.addEventListener('input', () => {
      this.#stop();
      this.#goTo(Number(this.#slider.value));
    });
    this.#messages.addEventListener('click', ({ target }) => {
      const row = target instanceof Element ? target.closest<HTMLElement>('li') : null;
      if (!row) return;
      this.#stop();
      this.#goTo(Number(row.dataset.at) + 1);
    });
    this.#inside.addEventListener('click', ({ target }) => {
      const row = target instanceof Element ? target.closest('.objects tr') : null;
      const key = row?.closest('tbody') && row.querySelector('th')?.lastChild?.textContent;
      if (!key) return;
      this.#open = this.#open === key ? undefined : key;
      this.#goTo(this.#at);
    });
    const step = (by: number) => (): void => {
      this.#stop();
      this.#goTo(this.#at + by);
    };
    const buttons = element('div', { className: 'buttons' });
    buttons.append(
      this.#play,
      button('Back', step(-1)),
      button('Step', step(1)),
      this.#slider,
      this.#clock,
      labelled('Speed', this.#speed),
    );
    controls.append(labelled('Scenario', this.#scenario), buttons);
    controls.hidden = false;
    this.querySelector('.board')?.replaceChildren(
      this.#lanes,
      this.#messages,
      this.#detail,
      this.#inside,
      this.#document,
    );
    addEventListener('hashchange', () => {
      void this.#follow();
    });
    void this.#follow();
  }

  async #follow(): Promise<void> {
    const { scenario, at, open } = parseClusterLink(location.hash);
    const known = [...this.#scenario.options].some(({ value }) => value === scenario);
    this.#open = open;
    await this.#load(known && scenario ? scenario : this.#scenario.value, at ?? 0);
  }

  async #load(scenario: string, at: number): Promise<void> {
    this.#stop();
    if (this.#file?.recording.scenario.id !== scenario) {
      const href = (this.dataset.href ?? '').replace('*', scenario);
      this.#file = (await (await fetch(href)).json()) as ClusterFile;
      this.#scenario.value = scenario;
      this.#drawMessages(this.#file);
      const about = this.querySelector('.about');
      if (about) about.textContent = this.#file.recording.scenario.about;
    }
    this.#goTo(at);
  }

  #drawMessages({ recording: { lanes, messages } }: ClusterFile): void {
    this.style.setProperty('--lane-count', String(lanes.length));
    this.#lanes.replaceChildren(element('span'), ...lanes.map(laneHead));
    const column = new Map(lanes.map(({ id }, at) => [id, at + 2]));
    const hue = new Map(lanes.map(({ id, lane }) => [id, lane]));
    const title = new Map(lanes.map(({ id, title }) => [id, title]));
    this.#messages.replaceChildren(
      ...messages.map((message, at) => {
        const row = element('li', { className: message.kind });
        row.dataset.at = String(at);
        const [from, to] = [column.get(message.from) ?? 2, column.get(message.to) ?? 2];
        const arrow = element('button', { type: 'button', className: 'arrow' });
        arrow.dataset.lane = hue.get(message.from) ?? '';
        arrow.classList.add(from === to ? 'self' : from < to ? 'right' : 'left');
        if (message.answer && message.answer.code >= 400) arrow.classList.add('refused');
        arrow.style.gridColumn = `${Math.min(from, to)} / ${Math.max(from, to) + 1}`;
        arrow.append(
          element('span', {
            className: 'said',
            textContent: `${title.get(message.from)} to ${title.get(message.to)}: `,
          }),
          element('span', { className: 'what', textContent: textOf(message) }),
        );
        row.append(element('time', { textContent: ms(message.sent) }), arrow);
        return row;
      }),
    );
  }

  #start(): void {
    const { messages } = this.#file?.recording ?? { messages: [] };
    if (this.#at >= messages.length) this.#goTo(0);
    this.#play.textContent = 'Pause';
    const next = (): void => {
      const gap = (messages[this.#at + 1]?.sent ?? 0) - (messages[this.#at]?.sent ?? 0);
      const factor = factors[this.#speed.value] ?? 1;
      this.#goTo(this.#at + 1);
      if (this.#at >= messages.length) {
        this.#stop();
        return;
      }
      this.#timer = setTimeout(next, Math.min(longest, Math.max(shortest, gap * 10)) / factor);
    };
    this.#timer = setTimeout(next, shortest);
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#play.textContent = 'Play';
  }

  /** Shows the instant after so many messages. */
  #goTo(to: number): void {
    if (!this.#file) return;
    const { recording, code } = this.#file;
    const { messages, end, lanes } = recording;
    this.#at = Math.max(0, Math.min(messages.length, to));
    this.#slider.max = String(messages.length);
    this.#slider.value = String(this.#at);
    const message = messages[this.#at - 1];
    const time = this.#at === messages.length ? end : (message?.received ?? 0);
    this.#clock.textContent = `${this.#at} of ${messages.length}, ${(time / 1000).toFixed(3)} s`;
    for (const row of this.#messages.children) {
      const at = Number((row as HTMLElement).dataset.at);
      row.classList.toggle('sent', at < this.#at);
      row.classList.toggle('now', at === this.#at - 1);
    }
    const now = this.#messages.querySelector<HTMLElement>('.now');
    if (now) this.#messages.scrollTop = now.offsetTop - this.#messages.clientHeight / 2;
    this.#detail.replaceChildren(...detailOf(message, messages, code));
    const state = stateAt(recording, time);
    this.#inside.innerHTML = toHtml(drawPicture(insideOf(state, lanes)));
    for (const part of this.#inside.querySelectorAll('.part')) {
      part.classList.toggle(
        'objects',
        part.querySelector('.part-title')?.textContent === objectsTitle,
      );
    }
    const opened = this.#open === undefined ? undefined : state.objects.get(this.#open);
    this.#document.textContent = opened ? JSON.stringify(opened.object, null, 2) : '';
    this.#document.hidden = !opened;
    if (this.#timer === undefined) {
      const link = { scenario: recording.scenario.id, at: this.#at, open: this.#open };
      history.replaceState(history.state, '', formatClusterLink(link));
    }
  }
}

const objectsTitle = 'What the API server stores (choose one to see it whole)';

function insideOf(
  { objects, queues, caches }: ClusterState,
  lanes: readonly ClusterLane[],
): Part[] {
  const titleOf = (lane: string): string => lanes.find(({ id }) => id === lane)?.title ?? lane;
  return [
    {
      kind: 'grid',
      title: objectsTitle,
      columns: ['object', 'version', ''],
      rows: [...objects.values()]
        .sort((a, b) => a.key.localeCompare(b.key))
        .map(({ key, resourceVersion, object }) => ({
          cells: [key, resourceVersion, summaryOf(object)],
        })),
    },
    ...[...queues.values()].map(({ lane, queue, sets }): Part => ({
      kind: 'groups',
      title: `Queue of the ${titleOf(lane)}: ${ownName(queue)}`,
      groups: Object.entries(sets).map(([name, items]) => ({
        name,
        items: items.map((text) => ({ text })),
      })),
    })),
    {
      kind: 'grid',
      title: 'Caches: what each component believes',
      columns: ['cache', 'objects', 'behind the store'],
      rows: [...caches].map(([name, { lane, objects: known }]) => {
        const behind = [...known].filter(
          ([key, version]) => objects.get(key)?.resourceVersion !== version,
        );
        return {
          cells: [
            `${titleOf(lane)}: ${ownName(name.slice(lane.length + 1))}`,
            String(known.size),
            behind.map(([key]) => key).join(', ') || 'none',
          ],
          ...(behind.length > 0 ? { tone: 'waiting' as const } : {}),
        };
      }),
    },
  ];
}

/** `replicaset-controller/pods` -> `pods`: the lane is named before it. */
const ownName = (name: string): string => name.slice(name.indexOf('/') + 1);

function laneHead({ title, lane }: ClusterLane): HTMLElement {
  const head = element('span', { textContent: title });
  head.dataset.lane = lane;
  return head;
}

const textOf = ({ text, answer }: Message): string =>
  answer && answer.code >= 400 ? `${text} → ${answer.code}` : text;

function detailOf(
  message: Message | undefined,
  messages: readonly Message[],
  code: Readonly<Record<string, CodePlace>>,
): HTMLElement[] {
  if (!message) return [element('p', { textContent: 'Nothing was sent yet.' })];
  const cause = message.cause === undefined ? undefined : messages[message.cause];
  const lines = [
    `${message.from} to ${message.to}: ${message.text}`,
    `sent at ${ms(message.sent)}, received at ${ms(message.received)}${message.resourceVersion ? `, resourceVersion ${message.resourceVersion}` : ''}`,
    ...(message.answer
      ? [`answered ${message.answer.code} at ${ms(message.answer.at)}: ${message.answer.text}`]
      : []),
    ...(cause ? [`because of: ${cause.text}`] : []),
  ].map((textContent) => element('p', { textContent }));
  for (const [what, { anchor }] of [
    ['Sent by', message.sends],
    ['Received by', message.receives],
  ] as const) {
    const place = code[anchor];
    const line = element('p', { textContent: `${what} ` });
    const symbol = anchor.slice(anchor.indexOf('#') + 1);
    if (!place) line.append(element('code', { textContent: symbol }));
    else {
      const link = element('a', { href: place.href });
      link.append(element('code', { textContent: symbol }));
      line.append(
        link,
        ` in “${place.title}”${place.line === undefined ? '' : `, line ${place.line}`}`,
      );
    }
    lines.push(line);
  }
  return lines;
}

const ms = (time: number): string => `${(time / 1000).toFixed(3)} s`;

customElements.define('cluster-player', ClusterPlayer);
