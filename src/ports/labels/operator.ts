/** How a key relates to values: the words of apimachinery's package selection. */
export const selection = {
  DoesNotExist: '!',
  Equals: '=',
  DoubleEquals: '==',
  In: 'in',
  NotEquals: '!=',
  NotIn: 'notin',
  Exists: 'exists',
  GreaterThan: 'gt',
  LessThan: 'lt',
} as const;

/** One of the words; empty where Go has a Requirement that was never made by newRequirement. */
export type Operator = (typeof selection)[keyof typeof selection] | '';
