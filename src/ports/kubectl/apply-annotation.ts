import { lastAppliedConfigAnnotation } from '../api/last-applied-config-annotation.ts';
import type { JSONMap } from '../strategicpatch/json-value.ts';
import { marshal } from '../strategicpatch/marshal.ts';
import { annotationsOf, setAnnotations } from './metadata-accessor.ts';

/** An object as kubectl writes it: JSON and a new line. */
export const encode = (obj: JSONMap): string => `${marshal(obj)}\n`;

/**
 * What was asked for the last time, as JSON; nothing without the annotation.
 *
 * @ports staging/src/k8s.io/kubectl/pkg/util/apply.go#GetOriginalConfiguration
 */
export function getOriginalConfiguration(obj: JSONMap): string | undefined {
  const annots = annotationsOf(obj); // go: annots, err := metadataAccessor.Annotations(obj)
  // left out (a document always has metadata): if err != nil {

  if (annots === undefined) {
    return undefined; // go+: if annots == nil {
  }

  const original = annots[lastAppliedConfigAnnotation]; // go: original, ok := annots[v1.LastAppliedConfigAnnotation]
  if (original === undefined) {
    return undefined; // go+: if !ok {
  }

  return original; // go: return []byte(original), nil
}

/** @ports staging/src/k8s.io/kubectl/pkg/util/apply.go#setOriginalConfiguration */
export function setOriginalConfiguration(obj: JSONMap, original: string): void {
  if (original.length < 1) {
    return; // go+: if len(original) < 1 {
  }

  let annots = annotationsOf(obj); // go: annots, err := metadataAccessor.Annotations(obj)
  // left out (a document always has metadata): if err != nil {

  annots ??= {}; // go+: if annots == nil {

  annots[lastAppliedConfigAnnotation] = original; // go: annots[v1.LastAppliedConfigAnnotation] = string(original)
  setAnnotations(obj, annots); // go: return metadataAccessor.SetAnnotations(
}

/**
 * What is asked for, as JSON, without the annotation or with a fresh one.
 *
 * @param obj Has the annotation that it had afterwards, an empty one if it had none.
 * @ports staging/src/k8s.io/kubectl/pkg/util/apply.go#GetModifiedConfiguration
 */
export function getModifiedConfiguration(obj: JSONMap, annotate: boolean): string {
  let modified: string; // go: var modified []byte

  let annots = annotationsOf(obj); // go: annots, err := metadataAccessor.Annotations(obj)
  // left out (a document always has metadata): if err != nil { @1

  annots ??= {}; // go+: if annots == nil {

  const original = annots[lastAppliedConfigAnnotation] ?? ''; // go: original := annots[v1.LastAppliedConfigAnnotation]
  Reflect.deleteProperty(annots, lastAppliedConfigAnnotation); // go: delete(annots, v1.LastAppliedConfigAnnotation)
  setAnnotations(obj, annots); // go+: if err := metadataAccessor.SetAnnotations(obj, annots); err != nil { @1

  modified = encode(obj); // go: modified, err = runtime.Encode( @1
  // left out (a document can always be written): if err != nil { @2

  // go: if annotate {
  if (annotate) {
    annots[lastAppliedConfigAnnotation] = modified; // go: annots[v1.LastAppliedConfigAnnotation] = string(modified)
    setAnnotations(obj, annots); // go+: if err := metadataAccessor.SetAnnotations(obj, annots); err != nil { @2

    modified = encode(obj); // go: modified, err = runtime.Encode( @2
    // left out (a document can always be written): if err != nil { @3
  }

  annots[lastAppliedConfigAnnotation] = original; // go: annots[v1.LastAppliedConfigAnnotation] = original
  setAnnotations(obj, annots); // go+: if err := metadataAccessor.SetAnnotations(obj, annots); err != nil { @3

  return modified; // go: return modified, nil
}

/** @ports staging/src/k8s.io/kubectl/pkg/util/apply.go#updateApplyAnnotation */
export function updateApplyAnnotation(obj: JSONMap): void {
  const original = getOriginalConfiguration(obj); // go: if original, err := GetOriginalConfiguration(
  if (original === undefined || original.length === 0) {
    return; // go: return err
  }
  createApplyAnnotation(obj); // go: return CreateApplyAnnotation(
}

/**
 * Writes into the annotation what is asked for.
 *
 * @ports staging/src/k8s.io/kubectl/pkg/util/apply.go#CreateApplyAnnotation
 */
export function createApplyAnnotation(obj: JSONMap): void {
  const modified = getModifiedConfiguration(obj, false); // go: modified, err := GetModifiedConfiguration(
  // left out (a document can always be written): if err != nil {
  setOriginalConfiguration(obj, modified); // go: return setOriginalConfiguration(
}

/** @ports staging/src/k8s.io/kubectl/pkg/util/apply.go#CreateOrUpdateAnnotation */
export function createOrUpdateAnnotation(createAnnotation: boolean, obj: JSONMap): void {
  // go: if createAnnotation {
  if (createAnnotation) {
    createApplyAnnotation(obj); // go: return CreateApplyAnnotation(
    return;
  }
  updateApplyAnnotation(obj); // go: return updateApplyAnnotation(
}
