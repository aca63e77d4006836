using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Clients.ApiGatewayV2;
using PrivateApi.Aws.Protocols;
using PrivateApi.Aws.Session;
using PrivateApi.Progress;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.EndpointPlans;

/// <summary>
/// The public APIs that private DNS of an endpoint will cut its VPC off from: it takes the execute-api names of all APIs of the Region, and
/// the endpoint leads to private ones only (re:Post, "api-gateway-vpc-connections"). Asked before it goes on.
/// </summary>
internal static class PrivateDnsSurvey
{
    private const int Shown = 10;

    /// <summary>What will be cut off, in words; null for nothing. What cannot be read is a warning and no reason to ask.</summary>
    public static async Task<string?> WarnAsync(AwsSession session, string vpcId, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        Task<IReadOnlyList<string>> rest = ReadAsync("REST APIs", () => RestAsync(session, stop), progress);
        Task<IReadOnlyList<string>> others = ReadAsync("HTTP and WebSocket APIs", () => OthersAsync(session, stop), progress);
        string[] names = [.. await rest, .. await others];
        if (names.Length == 0)
        {
            return null;
        }

        string words =
            $"Private DNS will cut {vpcId} off from {names.Length} public API{(names.Length == 1 ? string.Empty : "s")} "
            + $"in {session.Region}: "
            + string.Join(", ", names.Take(Shown))
            + (names.Length > Shown ? $", and {names.Length - Shown} more" : string.Empty)
            + ". Calls from there to their execute-api names will answer 403 Forbidden. Custom domain names with alias records still work; "
            + "without private DNS, private APIs are called by their alias names.";
        progress.Report(ProgressEvent.Warning(words));
        return words;
    }

    private static async Task<List<string>> RestAsync(AwsSession session, CancellationToken stop) =>
        [.. (await new Apis(session).ListRestApisAsync(api => !Apis.IsPrivate(api), stop)).Select(api => $"{api.Name} ({api.Id})")];

    private static async Task<List<string>> OthersAsync(AwsSession session, CancellationToken stop) =>
        await Pages.ListAsync(
            new GetApisRequest(),
            session.ApiGatewayV2.GetApisAsync,
            page => page.Items.Select(api => $"{api.Name} ({api.ApiId})"),
            stop
        );

    private static async Task<IReadOnlyList<string>> ReadAsync(
        string what,
        Func<Task<List<string>>> read,
        IProgress<ProgressEvent> progress
    )
    {
        try
        {
            return await read();
        }
        catch (AmazonServiceException e) when (!Failure.IsLostCredential(e) && !Failure.IsLostAnswer(e))
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"The {what} of the account could not be read ({e.ErrorCode}). "
                        + "Private DNS will cut the VPC off from those that are public."
                )
            );
            return [];
        }
    }
}
