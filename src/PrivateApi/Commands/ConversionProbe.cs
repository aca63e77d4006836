using PrivateApi.Calls;
using PrivateApi.Model;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Text;

namespace PrivateApi.Commands;

/// <summary>
/// A call before an API is converted and one after it, each on the way that the API answers by then: through an endpoint from a
/// function in its VPC, or from this machine over the internet.
/// </summary>
/// <param name="command">The command.</param>
/// <param name="change">The conversion.</param>
/// <param name="path">What is called, with GET.</param>
/// <param name="vpcEndpointId">The endpoint to call through; null for one that is associated.</param>
internal sealed class ConversionProbe(AwsCommand command, ApiConversion change, string path, string? vpcEndpointId)
{
    private CallResult? _before;

    /// <summary>Calls the API as it is.</summary>
    public void Before() => _before = Call(change.OldType == "PRIVATE");

    /// <summary>Calls it as it became, and warns where it answered before and does not now.</summary>
    public void After()
    {
        CallResult? after = Call(change.ToPrivate);
        if (after is { StatusCode: < 400 })
        {
            command.WriteVerbose($"GET {path}: {Show(_before)} before, {Show(after)} now.");
            return;
        }

        string said = VisibleText.Escaped($"GET {path}: {Show(_before)} before, {Show(after)} now.");
        if (Show(_before) == Show(after))
        {
            command.WriteWarning(said);
            return;
        }

        CommandLine test = CommandLine
            .ForCmdlet("Test-PrivateApi")
            .With("RestApiId", change.RestApiId)
            .With("StageName", Stage!)
            .With("Path", path);
        command.WriteWarning(
            said + (change.ToPrivate ? $" {test} says why." : " What was deployed last decides; a deployment takes some seconds to act.")
        );
    }

    private string? Stage =>
        change.StageNames is [string first, ..] ? first
        : change.OtherStageNames is [string other, ..] ? other
        : null;

    private CallResult? Call(bool isPrivate)
    {
        if (Stage is null)
        {
            return null;
        }

        PreparedCall? call = command.Ask(
            change.RestApiId,
            (progress, stop) =>
                new CallPreparation(command.Session).PrepareAsync(
                    new CallRequest
                    {
                        RestApiId = change.RestApiId,
                        StageName = Stage,
                        Path = path,
                        Via = isPrivate ? CallVia.Lambda : CallVia.Direct,
                        VpcEndpointId = isPrivate ? vpcEndpointId : null,
                        IsPublic = !isPrivate,
                    },
                    progress,
                    stop
                )
        );
        return call is null ? null : command.Ask(change.RestApiId, call.RunAsync);
    }

    private static string Show(CallResult? result) =>
        result switch
        {
            null => "no call",
            { StatusCode: { } status } => $"{status}",
            _ => result.Failure.ToString(),
        };
}
