using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Reachability;
using PrivateApi.Resources;
using Authorizer = PrivateApi.Model.Authorizer;

namespace PrivateApi.Provisioning.AuthorizerPlans;

/// <summary>Removes authorizers that no method uses, with the permission that was made for them.</summary>
internal static class AuthorizerRemoval
{
    /// <summary>Reads what is to be removed; refuses one in use, since its methods would have to be opened first.</summary>
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>, <c>AuthorizerNotFound</c>, <c>AuthorizerInUse</c>.</exception>
    public static async Task<Authorizer> CheckAsync(AwsSession session, string restApiId, string authorizerId, CancellationToken stop)
    {
        Authorizer found = await new Authorizers(session).GetAsync(restApiId, authorizerId, stop);
        return found.Method.Count == 0
            ? found
            : throw new PrivateApiException(
                "AuthorizerInUse",
                FaultKind.Conflict,
                $"Authorizer {found.Name} ({authorizerId}) protects {string.Join(", ", found.Method)} of API {restApiId}. Give them "
                    + "another authorization first: New-PrivateApiAuthorizer with -Method and -Path puts another authorizer there, "
                    + "Update-AGMethod of AWS Tools sets AWS_IAM or NONE, which leaves the resource policy alone to decide.",
                authorizerId
            );
    }

    /// <summary>What goes with it, a line each.</summary>
    public static IReadOnlyList<string> Survey(Authorizer authorizer) =>
        [
            $"Authorizer {authorizer.Name} ({authorizer.AuthorizerId}) of API {authorizer.RestApiId}",
            .. authorizer.FunctionArn is { } function
                ? [$"The permission to invoke {function} that was made for it"]
                : Array.Empty<string>(),
        ];

    /// <summary>Removes it.</summary>
    public static async Task RemoveAsync(
        AwsSession session,
        Authorizer authorizer,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        await DeleteAsync(session, authorizer.RestApiId, authorizer.AuthorizerId, progress, stop);
        progress.Report(ProgressEvent.Verbose($"Deleted authorizer {authorizer.AuthorizerId}."));
        if (authorizer.FunctionArn is not { } function)
        {
            return;
        }

        string statement = FunctionAccess.AuthorizerStatement(authorizer.RestApiId, authorizer.AuthorizerId);
        try
        {
            if (await AuthorizerFunction.ForbidAsync(session, function, statement, stop))
            {
                progress.Report(ProgressEvent.Verbose($"Removed permission {statement} of {function}."));
            }
        }
        catch (AmazonServiceException e) when (!Failure.IsLostCredential(e))
        {
            // The authorizer is gone; what is left opens nothing any more.
            progress.Report(ProgressEvent.Warning($"Permission {statement} of {function} could not be removed: {e.Message.TrimEnd()}"));
        }
    }

    /// <summary>Deletes an authorizer; it need not be there.</summary>
    public static async Task DeleteAsync(
        AwsSession session,
        string restApiId,
        string authorizerId,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        if (!(await new Authorizers(session).ReadAsync(restApiId, stop)).Exists(item => item.Id == authorizerId))
        {
            return;
        }

        await new ApiChanges(session).MakeAsync(
            restApiId,
            token =>
                session.ApiGateway.DeleteAuthorizerAsync(
                    new DeleteAuthorizerRequest { RestApiId = restApiId, AuthorizerId = authorizerId },
                    token
                ),
            progress,
            stop
        );
    }
}
