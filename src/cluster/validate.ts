import type { Deployment } from '../ports/api/deployment.ts';
import type { FieldError } from '../ports/api/field-error.ts';
import type { LabelSelector, ObjectMeta } from '../ports/api/meta.ts';
import type { Container, PodSpec, PodTemplateSpec } from '../ports/api/pod.ts';
import type { ReplicaSet } from '../ports/api/replica-set.ts';
import type { ObjectMetaValidation } from '../ports/apiserver/request-context.ts';
import { labelSelectorAsSelector } from '../ports/labels/label-selector-as-selector.ts';

const required = (field: string, detail = ''): FieldError => ({
  type: 'FieldValueRequired',
  field,
  body: detail === '' ? 'Required value' : `Required value: ${detail}`,
});

const invalid = (field: string, value: unknown, detail: string): FieldError => ({
  type: 'FieldValueInvalid',
  field,
  body: `Invalid value: ${goText(value)}: ${detail}`,
});

/** A value as Go's messages have it; of objects their JSON, which Go writes in its own way. */
function goText(value: unknown): string {
  if (isTextMap(value)) {
    const pairs = Object.entries(value).map(
      ([key, text]) => `${JSON.stringify(key)}:${JSON.stringify(text)}`,
    );
    return `map[string]string{${pairs.sort().join(', ')}}`;
  }
  return value === undefined ? 'null' : JSON.stringify(value);
}

const isTextMap = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((text) => typeof text === 'string');

const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const labelName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const subdomainDetail =
  "a DNS-1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const labelDetail =
  "a DNS-1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

/** Checks of the metadata of all kinds. Not a port: the rules that manifests break most often. */
export const objectMetaValidation: ObjectMetaValidation = {
  validateObjectMeta: validateMeta,
  validateObjectMetaUpdate(meta: ObjectMeta, old: ObjectMeta): readonly FieldError[] {
    if (meta.uid !== undefined && meta.uid !== old.uid) {
      return [invalid('metadata.uid', meta.uid, 'field is immutable')];
    }
    return [];
  },
};

function validateMeta({ name, generateName }: ObjectMeta): FieldError[] {
  if (!name && !generateName)
    return [required('metadata.name', 'name or generateName is required')];
  if (name.length > 253)
    return [invalid('metadata.name', name, 'must be no more than 253 characters')];
  if (!subdomain.test(name)) return [invalid('metadata.name', name, subdomainDetail)];
  return [];
}

/** What the API server says against a ReplicaSet. Not a port. */
export function validateReplicaSet(rs: ReplicaSet, old?: ReplicaSet): readonly FieldError[] {
  return [
    ...validateMeta(rs.metadata),
    ...nonNegative('spec.replicas', rs.spec.replicas),
    ...nonNegative('spec.minReadySeconds', rs.spec.minReadySeconds),
    ...validateSelector(rs.spec.selector, 'empty selector is invalid for deployment'),
    ...validateTemplate(rs.spec.template, rs.spec.selector),
    ...(old ? immutableSelector(rs.spec.selector, old.spec.selector) : []),
  ];
}

/** What the API server says against a Deployment. Not a port. */
export function validateDeployment(d: Deployment, old?: Deployment): readonly FieldError[] {
  return [
    ...validateMeta(d.metadata),
    ...nonNegative('spec.replicas', d.spec.replicas),
    ...validateSelector(d.spec.selector, 'empty selector is invalid for deployment'),
    ...validateTemplate(d.spec.template, d.spec.selector),
    ...nonNegative('spec.minReadySeconds', d.spec.minReadySeconds),
    ...nonNegative('spec.revisionHistoryLimit', d.spec.revisionHistoryLimit),
    ...(old ? immutableSelector(d.spec.selector, old.spec.selector) : []),
  ];
}

function nonNegative(field: string, value: number | undefined): FieldError[] {
  if (value === undefined || value >= 0) return [];
  return [invalid(field, value, 'must be greater than or equal to 0')];
}

function validateSelector(selector: LabelSelector | undefined, empty: string): FieldError[] {
  if (!selector) return [required('spec.selector')];
  const { matchLabels = {}, matchExpressions = [] } = selector;
  if (Object.keys(matchLabels).length + matchExpressions.length === 0) {
    return [invalid('spec.selector', selector, empty)];
  }
  const [, err] = labelSelectorAsSelector(selector);
  return err ? [invalid('spec.selector', selector, err.message)] : [];
}

function validateTemplate(
  template: PodTemplateSpec,
  selector: LabelSelector | undefined,
): FieldError[] {
  const labels = template.metadata?.labels ?? {};
  const errs: FieldError[] = [];
  const [asSelector, err] = labelSelectorAsSelector(selector);
  if (selector && !err && !asSelector.empty() && !asSelector.matches(labels)) {
    errs.push(
      invalid(
        'spec.template.metadata.labels',
        labels,
        '`selector` does not match template `labels`',
      ),
    );
  }
  errs.push(...validatePodSpec(template.spec ?? {}, 'spec.template.spec'));
  const { restartPolicy = 'Always' } = template.spec ?? {};
  if (['OnFailure', 'Never'].includes(restartPolicy)) {
    errs.push({
      type: 'FieldValueNotSupported',
      field: 'spec.template.spec.restartPolicy',
      body: `Unsupported value: ${JSON.stringify(restartPolicy)}: supported values: "Always"`,
    });
  }
  return errs;
}

function validatePodSpec(spec: PodSpec, path: string): FieldError[] {
  const { containers = [] } = spec;
  if (containers.length === 0) return [required(`${path}.containers`)];
  const seen = new Set<string>();
  return containers.flatMap((container, at) =>
    validateContainer(container, `${path}.containers[${at}]`, seen),
  );
}

function validateContainer(
  { name, image }: Container,
  path: string,
  seen: Set<string>,
): FieldError[] {
  const errs: FieldError[] = [];
  if (!name) errs.push(required(`${path}.name`));
  else if (!labelName.test(name)) errs.push(invalid(`${path}.name`, name, labelDetail));
  else if (seen.has(name)) {
    errs.push({
      type: 'FieldValueDuplicate',
      field: `${path}.name`,
      body: `Duplicate value: ${JSON.stringify(name)}`,
    });
  }
  seen.add(name);
  if (!image) errs.push(required(`${path}.image`));
  return errs;
}

function immutableSelector(
  selector: LabelSelector | undefined,
  old: LabelSelector | undefined,
): FieldError[] {
  if (JSON.stringify(selector) === JSON.stringify(old)) return [];
  return [invalid('spec.selector', selector, 'field is immutable')];
}
