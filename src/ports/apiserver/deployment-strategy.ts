import type { Deployment } from '../api/deployment.ts';
import { PlainStrategy, type Validate } from './plain-strategy.ts';
import type { RequestContext } from './request-context.ts';
import { semanticDeepEqual } from '../api/semantic-deep-equal.ts';

/** What the API server does with Deployments. */
export class DeploymentStrategy extends PlainStrategy<Deployment> {
  constructor(validate?: Validate<Deployment>) {
    super({ group: 'apps', kind: 'Deployment' }, true, validate);
  }

  /**
   * A new Deployment has no status, and the first generation.
   *
   * @ports pkg/registry/apps/deployment/strategy.go#deploymentStrategy.PrepareForCreate
   */
  override prepareForCreate(_ctx: RequestContext, deployment: Deployment): void {
    // left out (types do it): deployment := obj.(
    deployment.status = {}; // go: deployment.Status =
    deployment.metadata.generation = 1; // go: deployment.Generation = 1

    // left out (feature gates): pod.DropDisabledTemplateFields(
  }

  /**
   * An update keeps the status; a change of the spec or of annotations, which go down to the
   * ReplicaSets, makes a new generation.
   *
   * @ports pkg/registry/apps/deployment/strategy.go#deploymentStrategy.PrepareForUpdate
   */
  override prepareForUpdate(
    _ctx: RequestContext,
    newDeployment: Deployment,
    oldDeployment: Deployment,
  ): void {
    // left out (types do it): newDeployment := obj.(
    // left out (types do it): oldDeployment := old.(
    newDeployment.status = oldDeployment.status; // go: newDeployment.Status =

    // left out (feature gates): pod.DropDisabledTemplateFields(

    // go: if !apiequality.Semantic.DeepEqual(
    if (
      !semanticDeepEqual(newDeployment.spec, oldDeployment.spec) ||
      !semanticDeepEqual(newDeployment.metadata.annotations, oldDeployment.metadata.annotations)
    ) {
      newDeployment.metadata.generation = (oldDeployment.metadata.generation ?? 0) + 1; // go: newDeployment.Generation =
    }
  }
}

/** The same for the status of a Deployment. */
export class DeploymentStatusStrategy extends DeploymentStrategy {
  /**
   * An update of the status keeps the spec and the labels.
   *
   * @ports pkg/registry/apps/deployment/strategy.go#deploymentStatusStrategy.PrepareForUpdate
   */
  override prepareForUpdate(
    _ctx: RequestContext,
    newDeployment: Deployment,
    oldDeployment: Deployment,
  ): void {
    // left out (types do it): newDeployment := obj.(
    // left out (types do it): oldDeployment := old.(
    newDeployment.spec = oldDeployment.spec; // go: newDeployment.Spec =
    // go: newDeployment.Labels =
    if (oldDeployment.metadata.labels)
      newDeployment.metadata.labels = oldDeployment.metadata.labels;
    else delete newDeployment.metadata.labels;
  }
}
