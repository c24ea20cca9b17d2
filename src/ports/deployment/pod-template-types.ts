/**
 * Go's types inside a pod's template as v1.20.2 has them: type -> its fields in order. A field is
 * `Name`, `=name` if its JSON is not the same with a small first letter, and its type if that is not
 * string; `~` before the type says that its fields lie in JSON beside the others. Volumes of clouds
 * and storage systems are left out.
 */
export const podTemplateTypes: Readonly<Record<string, string>> = {
  'v1.PodTemplateSpec': 'ObjectMeta=metadata v1.ObjectMeta, Spec v1.PodSpec',
  'v1.ObjectMeta':
    'Name, GenerateName, Namespace, SelfLink, UID=uid types.UID, ResourceVersion, Generation int64, CreationTimestamp v1.Time, DeletionTimestamp *v1.Time, DeletionGracePeriodSeconds *int64, Labels map[string]string, Annotations map[string]string, OwnerReferences []v1.OwnerReference, Finalizers []string, ClusterName, ManagedFields []v1.ManagedFieldsEntry',
  'v1.OwnerReference':
    'APIVersion=apiVersion, Kind, Name, UID=uid types.UID, Controller *bool, BlockOwnerDeletion *bool',
  'v1.PodSpec':
    'Volumes []v1.Volume, InitContainers []v1.Container, Containers []v1.Container, EphemeralContainers []v1.EphemeralContainer, RestartPolicy v1.RestartPolicy, TerminationGracePeriodSeconds *int64, ActiveDeadlineSeconds *int64, DNSPolicy=dnsPolicy v1.DNSPolicy, NodeSelector map[string]string, ServiceAccountName, DeprecatedServiceAccount=serviceAccount, AutomountServiceAccountToken *bool, NodeName, HostNetwork bool, HostPID bool, HostIPC bool, ShareProcessNamespace *bool, SecurityContext *v1.PodSecurityContext, ImagePullSecrets []v1.LocalObjectReference, Hostname, Subdomain, Affinity *v1.Affinity, SchedulerName, Tolerations []v1.Toleration, HostAliases []v1.HostAlias, PriorityClassName, Priority *int32, DNSConfig=dnsConfig *v1.PodDNSConfig, ReadinessGates []v1.PodReadinessGate, RuntimeClassName *string, EnableServiceLinks *bool, PreemptionPolicy *v1.PreemptionPolicy, Overhead v1.ResourceList, TopologySpreadConstraints []v1.TopologySpreadConstraint, SetHostnameAsFQDN *bool',
  'v1.Volume': 'Name, VolumeSource ~v1.VolumeSource',
  'v1.VolumeSource':
    'HostPath *v1.HostPathVolumeSource, EmptyDir *v1.EmptyDirVolumeSource, GCEPersistentDisk=gcePersistentDisk *v1.GCEPersistentDiskVolumeSource, AWSElasticBlockStore=awsElasticBlockStore *v1.AWSElasticBlockStoreVolumeSource, GitRepo *v1.GitRepoVolumeSource, Secret *v1.SecretVolumeSource, NFS=nfs *v1.NFSVolumeSource, ISCSI=iscsi *v1.ISCSIVolumeSource, Glusterfs *v1.GlusterfsVolumeSource, PersistentVolumeClaim *v1.PersistentVolumeClaimVolumeSource, RBD=rbd *v1.RBDVolumeSource, FlexVolume *v1.FlexVolumeSource, Cinder *v1.CinderVolumeSource, CephFS=cephfs *v1.CephFSVolumeSource, Flocker *v1.FlockerVolumeSource, DownwardAPI *v1.DownwardAPIVolumeSource, FC=fc *v1.FCVolumeSource, AzureFile *v1.AzureFileVolumeSource, ConfigMap *v1.ConfigMapVolumeSource, VsphereVolume *v1.VsphereVirtualDiskVolumeSource, Quobyte *v1.QuobyteVolumeSource, AzureDisk *v1.AzureDiskVolumeSource, PhotonPersistentDisk *v1.PhotonPersistentDiskVolumeSource, Projected *v1.ProjectedVolumeSource, PortworxVolume *v1.PortworxVolumeSource, ScaleIO *v1.ScaleIOVolumeSource, StorageOS=storageos *v1.StorageOSVolumeSource, CSI=csi *v1.CSIVolumeSource, Ephemeral *v1.EphemeralVolumeSource',
  'v1.HostPathVolumeSource': 'Path, Type *v1.HostPathType',
  'v1.EmptyDirVolumeSource': 'Medium v1.StorageMedium, SizeLimit *resource.Quantity',
  'v1.SecretVolumeSource': 'SecretName, Items []v1.KeyToPath, DefaultMode *int32, Optional *bool',
  'v1.KeyToPath': 'Key, Path, Mode *int32',
  'v1.LocalObjectReference': 'Name',
  'v1.PersistentVolumeClaimVolumeSource': 'ClaimName, ReadOnly bool',
  'v1.DownwardAPIVolumeSource': 'Items []v1.DownwardAPIVolumeFile, DefaultMode *int32',
  'v1.DownwardAPIVolumeFile':
    'Path, FieldRef *v1.ObjectFieldSelector, ResourceFieldRef *v1.ResourceFieldSelector, Mode *int32',
  'v1.ObjectFieldSelector': 'APIVersion=apiVersion, FieldPath',
  'v1.ResourceFieldSelector': 'ContainerName, Resource, Divisor resource.Quantity',
  'v1.ConfigMapVolumeSource':
    'LocalObjectReference ~v1.LocalObjectReference, Items []v1.KeyToPath, DefaultMode *int32, Optional *bool',
  'v1.ProjectedVolumeSource': 'Sources []v1.VolumeProjection, DefaultMode *int32',
  'v1.VolumeProjection':
    'Secret *v1.SecretProjection, DownwardAPI *v1.DownwardAPIProjection, ConfigMap *v1.ConfigMapProjection, ServiceAccountToken *v1.ServiceAccountTokenProjection',
  'v1.SecretProjection':
    'LocalObjectReference ~v1.LocalObjectReference, Items []v1.KeyToPath, Optional *bool',
  'v1.DownwardAPIProjection': 'Items []v1.DownwardAPIVolumeFile',
  'v1.ConfigMapProjection':
    'LocalObjectReference ~v1.LocalObjectReference, Items []v1.KeyToPath, Optional *bool',
  'v1.ServiceAccountTokenProjection': 'Audience, ExpirationSeconds *int64, Path',
  'v1.EphemeralVolumeSource':
    'VolumeClaimTemplate *v1.PersistentVolumeClaimTemplate, ReadOnly bool',
  'v1.PersistentVolumeClaimTemplate':
    'ObjectMeta=metadata v1.ObjectMeta, Spec v1.PersistentVolumeClaimSpec',
  'v1.PersistentVolumeClaimSpec':
    'AccessModes []v1.PersistentVolumeAccessMode, Selector *v1.LabelSelector, Resources v1.ResourceRequirements, VolumeName, StorageClassName *string, VolumeMode *v1.PersistentVolumeMode, DataSource *v1.TypedLocalObjectReference',
  'v1.LabelSelector':
    'MatchLabels map[string]string, MatchExpressions []v1.LabelSelectorRequirement',
  'v1.LabelSelectorRequirement': 'Key, Operator v1.LabelSelectorOperator, Values []string',
  'v1.ResourceRequirements': 'Limits v1.ResourceList, Requests v1.ResourceList',
  'v1.TypedLocalObjectReference': 'APIGroup=apiGroup *string, Kind, Name',
  'v1.Container':
    'Name, Image, Command []string, Args []string, WorkingDir, Ports []v1.ContainerPort, EnvFrom []v1.EnvFromSource, Env []v1.EnvVar, Resources v1.ResourceRequirements, VolumeMounts []v1.VolumeMount, VolumeDevices []v1.VolumeDevice, LivenessProbe *v1.Probe, ReadinessProbe *v1.Probe, StartupProbe *v1.Probe, Lifecycle *v1.Lifecycle, TerminationMessagePath, TerminationMessagePolicy v1.TerminationMessagePolicy, ImagePullPolicy v1.PullPolicy, SecurityContext *v1.SecurityContext, Stdin bool, StdinOnce bool, TTY=tty bool',
  'v1.ContainerPort': 'Name, HostPort int32, ContainerPort int32, Protocol v1.Protocol, HostIP',
  'v1.EnvFromSource': 'Prefix, ConfigMapRef *v1.ConfigMapEnvSource, SecretRef *v1.SecretEnvSource',
  'v1.ConfigMapEnvSource': 'LocalObjectReference ~v1.LocalObjectReference, Optional *bool',
  'v1.SecretEnvSource': 'LocalObjectReference ~v1.LocalObjectReference, Optional *bool',
  'v1.EnvVar': 'Name, Value, ValueFrom *v1.EnvVarSource',
  'v1.EnvVarSource':
    'FieldRef *v1.ObjectFieldSelector, ResourceFieldRef *v1.ResourceFieldSelector, ConfigMapKeyRef *v1.ConfigMapKeySelector, SecretKeyRef *v1.SecretKeySelector',
  'v1.ConfigMapKeySelector': 'LocalObjectReference ~v1.LocalObjectReference, Key, Optional *bool',
  'v1.SecretKeySelector': 'LocalObjectReference ~v1.LocalObjectReference, Key, Optional *bool',
  'v1.VolumeMount':
    'Name, ReadOnly bool, MountPath, SubPath, MountPropagation *v1.MountPropagationMode, SubPathExpr',
  'v1.VolumeDevice': 'Name, DevicePath',
  'v1.Probe':
    'Handler ~v1.Handler, InitialDelaySeconds int32, TimeoutSeconds int32, PeriodSeconds int32, SuccessThreshold int32, FailureThreshold int32',
  'v1.Handler':
    'Exec *v1.ExecAction, HTTPGet=httpGet *v1.HTTPGetAction, TCPSocket=tcpSocket *v1.TCPSocketAction',
  'v1.ExecAction': 'Command []string',
  'v1.HTTPGetAction':
    'Path, Port intstr.IntOrString, Host, Scheme v1.URIScheme, HTTPHeaders=httpHeaders []v1.HTTPHeader',
  'v1.HTTPHeader': 'Name, Value',
  'v1.TCPSocketAction': 'Port intstr.IntOrString, Host',
  'v1.Lifecycle': 'PostStart *v1.Handler, PreStop *v1.Handler',
  'v1.SecurityContext':
    'Capabilities *v1.Capabilities, Privileged *bool, SELinuxOptions=seLinuxOptions *v1.SELinuxOptions, WindowsOptions *v1.WindowsSecurityContextOptions, RunAsUser *int64, RunAsGroup *int64, RunAsNonRoot *bool, ReadOnlyRootFilesystem *bool, AllowPrivilegeEscalation *bool, ProcMount *v1.ProcMountType, SeccompProfile *v1.SeccompProfile',
  'v1.Capabilities': 'Add []v1.Capability, Drop []v1.Capability',
  'v1.SELinuxOptions': 'User, Role, Type, Level',
  'v1.WindowsSecurityContextOptions':
    'GMSACredentialSpecName=gmsaCredentialSpecName *string, GMSACredentialSpec=gmsaCredentialSpec *string, RunAsUserName *string',
  'v1.SeccompProfile': 'Type v1.SeccompProfileType, LocalhostProfile *string',
  'v1.EphemeralContainer':
    'EphemeralContainerCommon ~v1.EphemeralContainerCommon, TargetContainerName',
  'v1.EphemeralContainerCommon':
    'Name, Image, Command []string, Args []string, WorkingDir, Ports []v1.ContainerPort, EnvFrom []v1.EnvFromSource, Env []v1.EnvVar, Resources v1.ResourceRequirements, VolumeMounts []v1.VolumeMount, VolumeDevices []v1.VolumeDevice, LivenessProbe *v1.Probe, ReadinessProbe *v1.Probe, StartupProbe *v1.Probe, Lifecycle *v1.Lifecycle, TerminationMessagePath, TerminationMessagePolicy v1.TerminationMessagePolicy, ImagePullPolicy v1.PullPolicy, SecurityContext *v1.SecurityContext, Stdin bool, StdinOnce bool, TTY=tty bool',
  'v1.PodSecurityContext':
    'SELinuxOptions=seLinuxOptions *v1.SELinuxOptions, WindowsOptions *v1.WindowsSecurityContextOptions, RunAsUser *int64, RunAsGroup *int64, RunAsNonRoot *bool, SupplementalGroups []int64, FSGroup=fsGroup *int64, Sysctls []v1.Sysctl, FSGroupChangePolicy=fsGroupChangePolicy *v1.PodFSGroupChangePolicy, SeccompProfile *v1.SeccompProfile',
  'v1.Sysctl': 'Name, Value',
  'v1.Affinity':
    'NodeAffinity *v1.NodeAffinity, PodAffinity *v1.PodAffinity, PodAntiAffinity *v1.PodAntiAffinity',
  'v1.NodeAffinity':
    'RequiredDuringSchedulingIgnoredDuringExecution *v1.NodeSelector, PreferredDuringSchedulingIgnoredDuringExecution []v1.PreferredSchedulingTerm',
  'v1.NodeSelector': 'NodeSelectorTerms []v1.NodeSelectorTerm',
  'v1.NodeSelectorTerm':
    'MatchExpressions []v1.NodeSelectorRequirement, MatchFields []v1.NodeSelectorRequirement',
  'v1.NodeSelectorRequirement': 'Key, Operator v1.NodeSelectorOperator, Values []string',
  'v1.PreferredSchedulingTerm': 'Weight int32, Preference v1.NodeSelectorTerm',
  'v1.PodAffinity':
    'RequiredDuringSchedulingIgnoredDuringExecution []v1.PodAffinityTerm, PreferredDuringSchedulingIgnoredDuringExecution []v1.WeightedPodAffinityTerm',
  'v1.PodAffinityTerm': 'LabelSelector *v1.LabelSelector, Namespaces []string, TopologyKey',
  'v1.WeightedPodAffinityTerm': 'Weight int32, PodAffinityTerm v1.PodAffinityTerm',
  'v1.PodAntiAffinity':
    'RequiredDuringSchedulingIgnoredDuringExecution []v1.PodAffinityTerm, PreferredDuringSchedulingIgnoredDuringExecution []v1.WeightedPodAffinityTerm',
  'v1.Toleration':
    'Key, Operator v1.TolerationOperator, Value, Effect v1.TaintEffect, TolerationSeconds *int64',
  'v1.HostAlias': 'IP=ip, Hostnames []string',
  'v1.PodDNSConfig': 'Nameservers []string, Searches []string, Options []v1.PodDNSConfigOption',
  'v1.PodDNSConfigOption': 'Name, Value *string',
  'v1.PodReadinessGate': 'ConditionType v1.PodConditionType',
  'v1.TopologySpreadConstraint':
    'MaxSkew int32, TopologyKey, WhenUnsatisfiable v1.UnsatisfiableConstraintAction, LabelSelector *v1.LabelSelector',
};
