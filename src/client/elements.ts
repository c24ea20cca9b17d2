/** A new element with properties. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), properties);
}

/** A button that does something and submits nothing. */
export function button(text: string, act: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', textContent: text });
  made.addEventListener('click', act);
  return made;
}

/** A control inside its label. */
export function labelled(text: string, control: HTMLElement): HTMLLabelElement {
  const label = element('label');
  label.append(element('span', { textContent: text }), control);
  return label;
}
