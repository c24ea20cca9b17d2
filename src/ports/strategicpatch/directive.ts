/** Keys and values that a strategic merge patch has beside the fields of the object. */
export const directiveMarker = '$patch';
export const deleteDirective = 'delete';
export const replaceDirective = 'replace';
export const mergeDirective = 'merge';

export const retainKeysStrategy = 'retainKeys';

export const deleteFromPrimitiveListDirectivePrefix = '$deleteFromPrimitiveList';
export const retainKeysDirective = '$retainKeys';
export const setElementOrderDirectivePrefix = '$setElementOrder';
