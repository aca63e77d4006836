using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Resources;

namespace PrivateApi.Commands;

/// <summary>
/// What the commands that judge a policy have in common. An API object holds the policy of the moment at which it was read, so that of
/// an API is read anew. A policy by itself needs no connection.
/// </summary>
public abstract class CurrentPolicyCommand : AwsCommand
{
    /// <summary>Does the work on a policy; a failure is written as its error.</summary>
    private protected void Judge(object? policy, Action<object?> work)
    {
        try
        {
            object? known = Known(policy);
            object? current = JsonArgument.Unwrap(known) is Api api
                ? Ask<object>(api.RestApiId, async (_, stop) => await ReadAsync(api, stop))
                : known;
            if (current is not null || JsonArgument.Unwrap(known) is not Api)
            {
                work(current);
            }
        }
        catch (PrivateApiException failure)
        {
            Fail(failure, policy);
        }
    }

    private protected string TextOf(object? policy) => PolicyArgument.Text(SessionState, policy);

    // Objects of APIs and policies out of a file or a job; anything else as it is.
    private static object? Known(object? policy)
    {
        try
        {
            return DeserializedRecord.TypeOf(policy) is { } type ? DeserializedRecord.Rebuild((PSObject)policy!, type) : policy;
        }
        catch (FormatException e)
        {
            throw new PrivateApiException("InvalidPolicy", FaultKind.InvalidArgument, e.Message);
        }
    }

    private async Task<Api> ReadAsync(Api api, CancellationToken stop)
    {
        await RequireSameConnectionAsync(api, stop);
        RestApi now = await new Apis(Session).GetRestApiAsync(api.RestApiId, stop);
        return api with
        {
            Policy = Apis.PolicyOf(now)?.ToJson(),
            EndpointType = now.EndpointConfiguration?.Types?.FirstOrDefault() ?? api.EndpointType,
            AssociatedVpcEndpointId = Apis.VpcEndpointIds(now),
        };
    }
}
