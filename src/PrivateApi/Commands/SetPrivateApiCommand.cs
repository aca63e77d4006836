using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.OpenApi;
using PrivateApi.Progress;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Commands;

/// <summary>Changes an API's definition, its endpoints, their settings or its endpoint type; its name and tags stay.</summary>
[Cmdlet(VerbsCommon.Set, "PrivateApi", SupportsShouldProcess = true, DefaultParameterSetName = Change)]
[OutputType(typeof(Api))]
public sealed class SetPrivateApiCommand : ApiCommand
{
    private const string Change = "Change";
    private const string Convert = "Convert";

    /// <summary>The new definition: the path of a JSON or YAML file, its text, or an object.</summary>
    [Parameter(Position = 1, ParameterSetName = Change)]
    [ValidateNotNull]
    public object? OpenApi { get; set; }

    /// <summary>Whether methods that the definition does not have are removed (Overwrite) or stay (Merge).</summary>
    [Parameter(ParameterSetName = Change)]
    [ValidateSet("Overwrite", "Merge")]
    public string Mode { get; set; } = "Overwrite";

    /// <summary>The endpoint type to convert it to.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Convert)]
    [ValidateSet("Private", "Regional")]
    public string? EndpointType { get; set; }

    /// <summary>The policy that it is to have then: JSON text, the path of a file, or an object.</summary>
    [Parameter(ParameterSetName = Convert)]
    [ValidateNotNull]
    public object? Policy { get; set; }

    /// <summary>Removes the policy of an API that becomes regional, so that anybody can call methods without authorization.</summary>
    [Parameter(ParameterSetName = Convert)]
    public SwitchParameter RemovePolicy { get; set; }

    /// <summary>Calls this path with GET before and after, on the way that the API answers by then.</summary>
    [Parameter(ParameterSetName = Convert)]
    [ArgumentCompleter(typeof(PathCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ProbePath { get; set; }

    /// <summary>The complete set of VPC endpoints to be associated with.</summary>
    [Parameter]
    [Alias("VpcEndpointIds")]
    [VpcEndpointIdArgument(KeepsOwner = true)]
    [ArgumentCompleter(typeof(VpcEndpointIdCompleter))]
    [AllowEmptyCollection]
    [ValidateNotEmpty(AllowsNull = true)]
    public string[]? VpcEndpointId { get; set; }

    /// <summary>VPC endpoints to associate, besides those that are.</summary>
    [Parameter(ParameterSetName = Change)]
    [VpcEndpointIdArgument(KeepsOwner = true)]
    [ArgumentCompleter(typeof(VpcEndpointIdCompleter))]
    [ValidateNotEmpty]
    public string[] AddVpcEndpointId { get; set; } = [];

    /// <summary>VPC endpoints to associate no longer.</summary>
    [Parameter(ParameterSetName = Change)]
    [VpcEndpointIdArgument]
    [ArgumentCompleter(typeof(VpcEndpointIdCompleter))]
    [ValidateNotEmpty]
    public string[] RemoveVpcEndpointId { get; set; } = [];

    /// <summary>Whether the API's default host answers no more; it takes effect once deployed.</summary>
    [Parameter(ParameterSetName = Change)]
    [ArgumentCompleter(typeof(BooleanCompleter))]
    public bool? DisableExecuteApiEndpoint { get; set; }

    /// <summary>The TLS security policy, for instance SecurityPolicy_TLS13_1_3_2025_09.</summary>
    [Parameter(ParameterSetName = Change)]
    [ArgumentCompleter(typeof(SecurityPolicyCompleter))]
    [ValidateNotNullOrEmpty]
    public string? SecurityPolicy { get; set; }

    /// <summary>Whether the name of the TLS handshake must be the Host of the request (Strict).</summary>
    [Parameter(ParameterSetName = Change)]
    [ValidateSet("Basic", "Strict", "None")]
    public string? EndpointAccessMode { get; set; }

    /// <summary>The address type of a regional API; a private one is dualstack.</summary>
    [Parameter(ParameterSetName = Change)]
    [ValidateSet("ipv4", "dualstack")]
    public string? IpAddressType { get; set; }

    /// <summary>Deploys what changed to this stage; a conversion without it deploys to every stage.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(StageNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? StageName { get; set; }

    /// <summary>
    /// Do not ask before the endpoint type changes or methods lose their authorization or API key, and accept a policy that has errors.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == Convert)
        {
            new ApiConversionRun(this).Run();
        }
        else if (Ask(RestApiId, RevisionAsync) is { } revision && Approved(revision))
        {
            Emit(RestApiId, (progress, stop) => new ApiUpdate(Session).ApplyAsync(revision, progress, stop));
        }
    }

    private async Task<ApiRevision> RevisionAsync(IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        if (OpenApi is null && MyInvocation.BoundParameters.ContainsKey(nameof(Mode)))
        {
            throw new PrivateApiException(
                "InputNotUsed",
                FaultKind.InvalidArgument,
                "-Mode says how a definition is imported, and none is given. Add -OpenApi, or leave -Mode out."
            );
        }

        await RequireSameConnectionAsync(InputObject, stop);
        NamedEndpoints all = await NamedEndpoints.ReadAsync(Session, VpcEndpointId ?? [], stop);
        NamedEndpoints added = await NamedEndpoints.ReadAsync(Session, AddVpcEndpointId, stop);
        ApiDefinitionDocument? document = OpenApi is null ? null : Definitions.Read(Session, SessionState, null, OpenApi, progress);
        ApiSettingChanges settings = new()
        {
            AddVpcEndpointIds = added.Ids,
            ForeignEndpoints = VpcEndpointId is null ? added.Foreign : all.Foreign,
            RemoveVpcEndpointIds = RemoveVpcEndpointId,
            SecurityPolicy = SecurityPolicy,
            EndpointAccessMode = EndpointAccessMode is "None" ? string.Empty : EndpointAccessMode?.ToUpperInvariant(),
            IpAddressType = IpAddressType?.ToLowerInvariant(),
        };
        return await new ApiUpdate(Session).PlanAsync(
            RestApiId,
            document,
            Mode == "Overwrite",
            VpcEndpointId is null ? null : all.Ids,
            DisableExecuteApiEndpoint,
            StageName,
            progress,
            stop,
            settings
        );
    }

    private bool Approved(ApiRevision revision)
    {
        if (revision.IsNothing)
        {
            WriteVerbose(VisibleText.Escaped($"API {RestApiId} already has these settings."));
            return true;
        }

        return ShouldProcess(revision.Describe(), revision.Describe(), "Change private API")
            && (!revision.Opens || ApproveHigh(revision.Describe(), "Methods will demand less of their callers", Force));
    }
}
