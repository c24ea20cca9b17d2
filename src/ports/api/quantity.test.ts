import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { milliValue, value } from './quantity.ts';

interface QuantityCase {
  readonly text: string;
  readonly error?: boolean;
  readonly value: number;
  readonly milli: number;
}

function answer(text: string): Omit<QuantityCase, 'text'> {
  try {
    return { value: value(text), milli: milliValue(text) };
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    return { error: true, value: 0, milli: 0 };
  }
}

describe('a quantity', () => {
  const { symbol, cases } = readVectors<QuantityCase>('quantity');

  test('the vectors are enough, and of the type whose Value and MilliValue it does', () => {
    expect(symbol).toBe('staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go#Quantity');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('is as much as in Go, or none', () => {
    expect(cases.map(({ text }) => ({ text, ...answer(text) }))).toEqual(cases);
  });
});
