/** Whether a text is an amount as the API writes it: `2`, `500m`, `1.5`, `8Gi`. */
export const isWellFormedQuantity = (text: string): boolean =>
  /^\d{1,12}(?:\.\d{1,3})?(?:m|k|M|G|T|Ki|Mi|Gi|Ti)?$/.test(text);
