using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Policy.Analysis;
using PrivateApi.Policy.Language;

namespace PrivateApi.Commands;

/// <summary>Shows who can call under a policy, for all requests; or whether only the expected callers can.</summary>
[Cmdlet(VerbsCommon.Get, "PrivateApiAccess")]
[OutputType(typeof(AccessRegion), typeof(AccessExpectation))]
public sealed class GetPrivateApiAccessCommand : CurrentPolicyCommand
{
    /// <summary>The policy: JSON text, the path of a file, an object, or an API with its policy.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public object? Policy { get; set; }

    /// <summary>Endpoints and VPCs whose callers may get in: the answer is yes, or no with a request from elsewhere that gets in.</summary>
    [Parameter]
    [ResourceIdArgument("VpcEndpointId", "VpcId")]
    [ArgumentCompleter(typeof(VpcEndpointIdCompleter))]
    [ValidatePattern("^(vpce|vpc)-[0-9a-f]+$")]
    public string[] ExpectOnly { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        Judge(
            Policy,
            current =>
            {
                PolicyDocument policy = PolicyDocument.Parse(TextOf(current));
                if (ExpectOnly.Length == 0)
                {
                    AccessAnalysis analysis = AccessAnalysis.Analyze(policy, PolicyArgument.ApiOf(current));
                    WriteObject(analysis.Region.Concat(analysis.Nobody is { } nobody ? [nobody] : []), enumerateCollection: true);
                    return;
                }

                ILookup<bool, string> ids = ExpectOnly.ToLookup(id => id.StartsWith("vpce-", StringComparison.Ordinal));
                WriteObject(AccessAnalysis.ExpectOnly(policy, [.. ids[true]], [.. ids[false]], PolicyArgument.ApiOf(current)));
            }
        );
}
