import { toHtml } from 'hast-util-to-html';
import { drawPicture } from '../runs/draw-picture.ts';
import { hasFailed, type Recording } from '../runs/recording.ts';
import type { CodeFile, RunFile } from '../runs/run-file.ts';
import type { Fields, ValuesOf } from '../runs/run.ts';
import { parseInputs } from '../runs/parse-inputs.ts';
import { CodeLights, type Lit } from './code-lights.ts';
import { button, element, labelled } from './elements.ts';
import type { LineMap } from './line-map.ts';
import { RunForm } from './run-form.ts';
import { formatLink, parseLink, type RunState } from './run-link.ts';
import { recall, remember } from './storage.ts';

/** Statements a second while it plays. */
const pace = 4;

/** Plays the recordings of a run, runs what the reader changed, and lights the code meanwhile. */
export class RunPlayer {
  readonly #panel: HTMLElement;
  readonly #file: RunFile;
  readonly #lights: CodeLights;
  readonly #form: RunForm;
  readonly #scenarios = element('select', { className: 'scenarios' });
  readonly #slider = element('input', { type: 'range', min: '0', step: '1' });
  readonly #count = element('output', { className: 'count' });
  readonly #play = button('Play', () => {
    this.#togglePlay();
  });
  readonly #now = element('div', { className: 'now' });
  readonly #message = element('p', { className: 'message' });
  #code: Promise<CodeFile> | undefined;
  #state: RunState;
  #recording: Recording;
  #lines: LineMap | undefined;
  #at = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  static async open(panel: HTMLElement): Promise<RunPlayer> {
    const file = (await (await fetch(panel.dataset.href ?? '')).json()) as RunFile;
    return new RunPlayer(panel, file);
  }

  private constructor(panel: HTMLElement, file: RunFile) {
    this.#panel = panel;
    this.#file = file;
    this.#lights = new CodeLights(file.listings);
    const first =
      file.scenarios.find(({ id }) => id === panel.dataset.scenario) ?? file.scenarios[0];
    if (!first) throw new Error('A run has a scenario');
    this.#state = { scenario: first.id, typed: {}, order: 0, breaks: [], edits: {} };
    this.#recording = first.recording;
    this.#form = new RunForm(file, {
      run: (state) => void this.#run(state),
      edit: (path) => void this.#openEditor(path),
      reset: () => {
        this.#reset();
      },
    });
    this.#build();
    const edits = recall(this.#storageKey);
    if (edits) this.#state = { ...this.#state, edits: JSON.parse(edits) as Record<string, string> };
    this.#scenarios.value = first.id;
    this.#form.show(this.#state, first.inputs);
    if (edits) this.#say('Your edit of last time is kept. Run it, or reset.');
    this.#goTo(0);
  }

  focus(): void {
    this.#play.focus();
  }

  playScenario(id: string): void {
    this.#choose(id);
    this.#panel.scrollIntoView({ block: 'nearest' });
    this.#start();
  }

  /** Does what a link says: scenario, inputs, edit and step. */
  async follow(hash: string): Promise<void> {
    const link = parseLink(hash);
    const scenario = this.#file.scenarios.find(({ id }) => id === link.state.scenario);
    this.#choose(scenario?.id ?? this.#state.scenario);
    const isChanged =
      Object.keys(link.state.typed).length > 0 ||
      Object.keys(link.state.edits).length > 0 ||
      link.state.breaks.length > 0 ||
      link.state.order !== 0;
    // Code that came with a link runs when the reader says so, and not before.
    if (Object.keys(link.state.edits).length > 0) {
      this.#state = { ...link.state, scenario: this.#state.scenario };
      this.#form.show(this.#state, this.#given());
      this.#say('This link brings an edit of the code. Look at it, then run it.');
    } else if (isChanged) {
      await this.#run({ ...link.state, scenario: this.#state.scenario });
    }
    this.#goTo(link.step ?? this.#recording.steps.length);
    this.#panel.scrollIntoView({ block: 'nearest' });
  }

  #build(): void {
    for (const { id, title } of this.#file.scenarios) {
      this.#scenarios.append(element('option', { value: id, textContent: title }));
    }
    this.#scenarios.addEventListener('change', () => {
      this.#choose(this.#scenarios.value);
    });
    this.#slider.setAttribute('aria-label', 'Step of the run');
    this.#slider.addEventListener('input', () => {
      this.#stop();
      this.#goTo(Number(this.#slider.value));
    });
    const step = (by: number) => (): void => {
      this.#stop();
      this.#goTo(this.#at + by);
    };
    const controls = this.#panel.querySelector('.controls');
    const dock = element('div', { className: 'dock' });
    const buttons = element('div', { className: 'buttons' });
    buttons.append(
      this.#play,
      button('Back', step(-1)),
      button('Step', step(1)),
      button('To the end', () => {
        this.#stop();
        this.#goTo(this.#recording.steps.length);
      }),
      this.#slider,
      this.#count,
    );
    dock.append(buttons, this.#now);
    this.#message.setAttribute('role', 'status');
    controls?.replaceChildren(labelled('Scenario', this.#scenarios), this.#message);
    // The picture stays between what is chosen and what plays it.
    const stage = this.#panel.querySelector('.stage');
    stage?.after(dock, this.#form.element);
    this.#panel.classList.add('open');
    this.#panel.querySelector('.given')?.remove();
  }

  #choose(id: string): void {
    const scenario = this.#file.scenarios.find((other) => other.id === id);
    if (!scenario) return;
    this.#stop();
    this.#state = { ...this.#state, scenario: id, typed: {}, order: 0 };
    this.#scenarios.value = id;
    this.#recording = scenario.recording;
    this.#lines = undefined;
    this.#say('');
    this.#form.show(this.#state, scenario.inputs);
    this.#goTo(0);
  }

  #given(): ValuesOf<Fields> {
    const { scenario } = this.#state;
    return this.#file.scenarios.find(({ id }) => id === scenario)?.inputs ?? {};
  }

  /** Runs what the reader changed, in the closed page. */
  async #run(state: RunState): Promise<void> {
    this.#stop();
    this.#state = state;
    const { inputs, problems } = parseInputs(this.#file.fields, state.typed, this.#given());
    this.#form.complain(problems);
    if (problems.length > 0) return;
    this.#say('Running …');
    const [{ runLive }, code] = await Promise.all([import('./run-live.ts'), this.#loadCode()]);
    const changed = await this.#changedScripts(code);
    if ('error' in changed) {
      this.#fail(changed.error);
      return;
    }
    const answer = await runLive(this.#panel.dataset, {
      scripts: code.scripts.map(([path, script]) => [path, changed.scripts.get(path) ?? script]),
      file: this.#file.file,
      inputs,
      options: { order: state.order },
    });
    if ('error' in answer) {
      this.#fail(answer.error);
      return;
    }
    this.#recording = answer.recording;
    this.#lines = changed.lines;
    const { statements, steps } = this.#recording;
    this.#say(
      statements > steps.length
        ? `${statements} statements ran; the first ${steps.length} can be stepped through.`
        : '',
    );
    this.#goTo(steps.length);
    this.#keepEdits();
  }

  #loadCode(): Promise<CodeFile> {
    this.#code ??= fetch(this.#panel.dataset.code ?? '').then(
      (response) => response.json() as Promise<CodeFile>,
    );
    return this.#code;
  }

  async #changedScripts(
    code: CodeFile,
  ): Promise<{ scripts: Map<string, string>; lines?: LineMap } | { error: string }> {
    const { edits, breaks } = this.#state;
    if (Object.keys(edits).length === 0 && breaks.length === 0) return { scripts: new Map() };
    const { compileEdits } = await import('./compile-edits.ts');
    return compileEdits(code, edits, breaks);
  }

  #fail(error: string): void {
    this.#say(`It did not run. ${error}`);
  }

  #reset(): void {
    this.#state = { ...this.#state, typed: {}, order: 0, breaks: [], edits: {} };
    this.#keepEdits();
    this.#choose(this.#state.scenario);
  }

  async #openEditor(path: string): Promise<void> {
    const [{ openEditor }, code] = await Promise.all([import('./run-editor.ts'), this.#loadCode()]);
    const original = code.sources.find(([other]) => other === path)?.[1] ?? '';
    const editor = openEditor(this.#state.edits[path] ?? original, (text) => {
      const edits = { ...this.#state.edits, [path]: text };
      if (text === original) Reflect.deleteProperty(edits, path);
      this.#state = { ...this.#state, edits };
      this.#form.setEdits(edits);
      this.#keepEdits();
    });
    this.#form.showEditor(editor.element);
    editor.focus();
  }

  #keepEdits(): void {
    const { edits } = this.#state;
    remember(this.#storageKey, Object.keys(edits).length > 0 ? JSON.stringify(edits) : '');
  }

  get #storageKey(): string {
    return `edit:${this.#file.id}`;
  }

  #togglePlay(): void {
    if (this.#timer === undefined) this.#start();
    else this.#stop();
  }

  #start(): void {
    if (this.#at >= this.#recording.steps.length) this.#goTo(0);
    this.#play.textContent = 'Pause';
    this.#timer = setInterval(() => {
      this.#goTo(this.#at + 1);
      if (this.#at >= this.#recording.steps.length) this.#stop();
    }, 1000 / pace);
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#play.textContent = 'Play';
  }

  /** Shows the moment before a step; after the last one, the end. */
  #goTo(to: number): void {
    const { steps, pictures, account, end, files } = this.#recording;
    const last = steps.length;
    this.#at = Math.max(0, Math.min(last, to));
    this.#slider.max = String(last);
    this.#slider.value = String(this.#at);
    this.#count.textContent =
      this.#at === last ? `the end, after ${last} steps` : `step ${this.#at + 1} of ${last}`;
    const step = steps[this.#at];
    const picture = pictures[step?.picture ?? pictures.length - 1];
    const stage = this.#panel.querySelector('.stage');
    if (stage) stage.innerHTML = draw(picture);
    const lit = this.#lights.light(
      step && {
        file: files[step.file] ?? '',
        line: this.#lines?.(files[step.file] ?? '', step.line) ?? step.line,
      },
    );
    this.#now.replaceChildren(...nowLines(step, lit));
    const outcome = this.#panel.querySelector('.outcome');
    if (outcome) {
      outcome.textContent = this.#at < last ? '' : hasFailed(end) ? failureText(end) : end.text;
    }
    this.#showAccount(account);
    this.#panel.classList.toggle('playing', this.#at < last);
  }

  #showAccount(account: Recording['account']): void {
    let details = this.#panel.querySelector<HTMLDetailsElement>('.account');
    if (account.length === 0) {
      details?.remove();
      return;
    }
    if (!details) {
      details = element('details', { className: 'account' });
      details.append(element('summary', { textContent: 'What happened, in order' }), element('ol'));
      this.#panel.append(details);
    }
    details.querySelector('ol')?.replaceChildren(
      ...account.map(({ step, task, text, time }) => {
        const line = element('li', { className: step <= this.#at ? '' : 'later' });
        line.append(
          button(`${time > 0 ? `${(time / 1000).toFixed(2)} s ` : ''}${task}: ${text}`, () => {
            this.#stop();
            this.#goTo(step);
          }),
        );
        return line;
      }),
    );
  }

  #say(text: string): void {
    this.#message.textContent = text;
    if (text !== '' && !text.startsWith('Running')) return;
    const link = formatLink(this.#file.id, this.#state, undefined);
    this.#form.setLink(link);
  }
}

function failureText(end: Extract<Recording['end'], { error: string }>): string {
  const place = end.file === undefined ? '' : ` At ${end.file}:${end.line ?? 0}.`;
  return `It failed: ${end.error}.${place}`;
}

/** What a worker sent may be no picture at all. */
function draw(picture: Recording['pictures'][number] | undefined): string {
  try {
    return picture ? toHtml(drawPicture(picture)) : '';
  } catch {
    return 'This picture cannot be drawn.';
  }
}

function nowLines(
  step: Recording['steps'][number] | undefined,
  { go, typescript }: Lit,
): HTMLElement[] {
  if (!step) return [];
  const listing = (name: string, lines: readonly HTMLElement[]): HTMLElement[] => {
    if (lines.length === 0) return [];
    const figure = element('figure', { className: 'window' });
    const code = element('pre');
    code.append(...lines);
    figure.append(element('figcaption', { textContent: name }), code);
    return [figure];
  };
  const values = element('p', { className: 'values' });
  values.append(
    element('span', {
      className: 'task',
      textContent: `${step.task}${step.time > 0 ? ` at ${(step.time / 1000).toFixed(3)} s` : ''}`,
    }),
    ...step.values.map(([name, value]) => {
      const item = element('span');
      item.append(element('code', { textContent: name }), ` ${value}`);
      return item;
    }),
  );
  const windows = element('div', { className: 'windows' });
  windows.append(...listing('Go', go), ...listing('TypeScript', typescript));
  return [windows, values];
}
