import type { InputProblem } from '../runs/parse-inputs.ts';
import type { RunFile } from '../runs/run-file.ts';
import type { Field, Fields, ValuesOf } from '../runs/run.ts';
import { button, element, labelled } from './elements.ts';
import type { RunState } from './run-link.ts';

export interface FormActions {
  readonly run: (state: RunState) => void;
  readonly edit: (path: string) => void;
  readonly reset: () => void;
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Where a reader changes a run: its inputs, the order of its tasks, its guards and its code. */
export class RunForm {
  readonly element = element('details', { className: 'change' });
  readonly #file: RunFile;
  readonly #controls = new Map<string, Control>();
  readonly #breaks = new Map<string, HTMLInputElement>();
  readonly #problems = element('ul', { className: 'problems' });
  readonly #order = element('input', { type: 'number', min: '0', max: '999' });
  readonly #editor = element('div', { className: 'editor' });
  readonly #link = element('a', { textContent: 'Link to this run' });
  #state: RunState | undefined;
  #given: ValuesOf<Fields> = {};

  constructor(file: RunFile, actions: FormActions) {
    this.#file = file;
    const form = element('form');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (this.#state) actions.run(this.#read(this.#state));
    });
    const inputs = element('div', { className: 'inputs' });
    for (const [name, field] of Object.entries(file.fields)) {
      const control = controlFor(field);
      this.#controls.set(name, control);
      inputs.append(labelled(field.label, control));
    }
    inputs.append(labelled('Order of tasks (0: in turn, else a seed)', this.#order));
    const guards = element('div', { className: 'breaks' });
    for (const { id, title } of file.breaks) {
      const box = element('input', { type: 'checkbox' });
      this.#breaks.set(id, box);
      const label = element('label');
      label.append(box, ` Break it: ${title}`);
      guards.append(label);
    }
    const edit = element('div', { className: 'edit-buttons' });
    for (const path of file.watches) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      edit.append(
        button(`Edit ${name}`, () => {
          actions.edit(path);
        }),
      );
    }
    const end = element('div', { className: 'buttons' });
    const run = element('button', { type: 'submit', textContent: 'Run', className: 'start' });
    end.append(run, button('Reset', actions.reset), this.#link);
    form.append(inputs, guards, edit, this.#editor, this.#problems, end);
    this.element.append(element('summary', { textContent: 'Change it' }), form);
  }

  /** Shows a state; what it does not say is as the scenario gives it. */
  show(state: RunState, given: ValuesOf<Fields>): void {
    this.#state = state;
    this.#given = given;
    for (const [name, control] of this.#controls) {
      const value = state.typed[name] ?? String(given[name]);
      if (control instanceof HTMLInputElement && control.type === 'checkbox') {
        control.checked = value === 'true';
      } else control.value = value;
    }
    this.#order.value = String(state.order);
    for (const [id, box] of this.#breaks) box.checked = state.breaks.includes(id);
    this.#editor.replaceChildren();
    this.complain([]);
    if (Object.keys(state.edits).length > 0) this.element.open = true;
  }

  complain(problems: readonly InputProblem[]): void {
    this.#problems.replaceChildren(
      ...problems.map(({ field, message }) =>
        element('li', { textContent: `${this.#file.fields[field]?.label ?? field}: ${message}` }),
      ),
    );
    for (const [name, control] of this.#controls) {
      control.setAttribute('aria-invalid', String(problems.some(({ field }) => field === name)));
    }
  }

  showEditor(editor: HTMLElement): void {
    this.#editor.replaceChildren(editor);
  }

  setEdits(edits: RunState['edits']): void {
    if (this.#state) this.#state = { ...this.#state, edits };
  }

  setLink(hash: string): void {
    this.#link.href = hash;
  }

  #read(state: RunState): RunState {
    const typed = [...this.#controls].flatMap(([name, control]) => {
      const text =
        control instanceof HTMLInputElement && control.type === 'checkbox'
          ? String(control.checked)
          : control.value;
      return text === String(this.#given[name]) ? [] : [[name, text] as const];
    });
    return {
      ...state,
      typed: Object.fromEntries(typed),
      order: Math.trunc(Number(this.#order.value)) || 0,
      breaks: [...this.#breaks].flatMap(([id, box]) => (box.checked ? [id] : [])),
    };
  }
}

function controlFor(field: Field): Control {
  switch (field.kind) {
    case 'number':
      return element('input', { type: 'number', min: String(field.min), max: String(field.max) });
    case 'boolean':
      return element('input', { type: 'checkbox' });
    case 'choice': {
      const select = element('select');
      for (const option of field.options) {
        select.append(element('option', { value: option, textContent: option }));
      }
      return select;
    }
    case 'text':
      return element('textarea', {
        rows: field.rows ?? 6,
        spellcheck: false,
        placeholder: field.hint ?? '',
      });
  }
}
