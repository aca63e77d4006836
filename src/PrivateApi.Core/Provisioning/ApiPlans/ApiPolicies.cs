// Over 250 lines: a policy is read, compared and set by one author.
using System.Text.Json;
using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.OpenApi;
using PrivateApi.Policy.Authorization;
using PrivateApi.Policy.Editing;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Lint;
using PrivateApi.Progress;
using PrivateApi.Reachability;
using PrivateApi.Resources;
using AwsStage = PrivateApi.Aws.Clients.ApiGateway.Stage;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>Reads and writes resource policies, current and deployed.</summary>
/// <param name="session">The connection.</param>
/// <param name="foreign">The accounts of endpoints that are known to be other accounts', by id; null for none.</param>
internal sealed class ApiPolicies(AwsSession session, IReadOnlyDictionary<string, string>? foreign = null)
{
    private readonly Apis _apis = new(session);
    private readonly ApiChanges _changes = new(session);
    private readonly Publisher _publisher = new(session);
    private readonly StageRecords _records = new(session);

    /// <summary>The API's current policy.</summary>
    public async Task<ApiPolicy> CurrentAsync(string restApiId, CancellationToken stop)
    {
        RestApi api = await _apis.GetRestApiAsync(restApiId, stop);
        return await EmitAsync(restApiId, null, Apis.PolicyOf(api)?.ToJson(), PolicyEvidence.Current, stop);
    }

    /// <summary>The policy that a stage enforces, as far as it can be known.</summary>
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>, <c>StageNotFound</c>.</exception>
    public async Task<ApiPolicy> DeployedAsync(
        string restApiId,
        string stageName,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        RestApi api = await _apis.GetRestApiAsync(restApiId, stop);
        AwsStage stage = await _apis.FindStageAsync(restApiId, stageName, stop) ?? throw ApiErrors.StageNotFound(restApiId, stageName);
        PolicyContext context = await _apis.ContextAsync(restApiId, stop);
        PolicyCopy current = Copy(Apis.PolicyOf(api));
        DeployedPolicy deployed = By(null);
        if (deployed.Source != PolicyEvidence.Record)
        {
            (bool isRead, PolicyDocument? exported) = await ExportedAsync(restApiId, stageName, progress, stop);
            deployed = By(isRead ? Copy(exported) : null);
        }

        if (deployed.Source != PolicyEvidence.Record)
        {
            progress.Report(
                ProgressEvent.Warning(
                    deployed switch
                    {
                        { IsCurrent: false, IsKnown: false } =>
                            $"Stage {stageName} has a policy that is neither the API's current one nor the one in the stage's "
                                + $"export; its text is not known. {Deploy.To(restApiId, stageName)} deploys the current one.",
                        { IsKnown: false } =>
                            $"Stage {stageName} has no record of its policy and its export could not be read, so the policy is not known.",
                        _ => $"Stage {stageName} has no record of its policy. "
                            + $"{(deployed.Text is null ? "Its export shows none" : "The policy shown comes from the stage's export")}, "
                            + "and AWS does not document whether an export shows the deployed policy.",
                    }
                )
            );
        }

        return await EmitAsync(restApiId, stageName, deployed.Text, deployed.Source, stop);

        PolicyCopy Copy(PolicyDocument? policy) => new(policy?.ToJson(), policy?.CanonicalHash(context));

        DeployedPolicy By(PolicyCopy? exported) =>
            DeployedPolicy.Determine(
                stageName,
                stage.DeploymentId ?? string.Empty,
                stage.Tags?.GetValueOrDefault(ApiTags.Policy),
                current,
                exported
            );
    }

    /// <summary>Checks a policy and compares it with the API's current one. Changes nothing.</summary>
    /// <param name="restApiId">The API.</param>
    /// <param name="policy">The new policy.</param>
    /// <param name="stageName">Stage to deploy to; null for none.</param>
    /// <param name="force">True lets errors pass as warnings.</param>
    /// <param name="progress">Where warnings go.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>, <c>PolicyHasErrors</c>.</exception>
    public async Task<PolicyUpdate> CompareAsync(
        string restApiId,
        PolicyDocument policy,
        string? stageName,
        bool force,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        RestApi api = await _apis.GetRestApiAsync(restApiId, stop);
        return await CompareWithAsync(api, policy, null, stageName, force, progress, stop);
    }

    /// <summary>Edits the API's current policy, and compares the result as <see cref="CompareAsync"/> does. Changes nothing.</summary>
    /// <param name="restApiId">The API.</param>
    /// <param name="edits">The edits.</param>
    /// <param name="stageName">Stage to deploy to; null for none.</param>
    /// <param name="force">True lets errors pass as warnings; those that the current policy has too always pass.</param>
    /// <param name="progress">Where warnings go, and what was asked for and is so already.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>, <c>PolicyHasErrors</c>, and those of
    /// <see cref="PolicyEdits.Apply"/>.</exception>
    public async Task<PolicyUpdate> EditAsync(
        string restApiId,
        PolicyEdits edits,
        string? stageName,
        bool force,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        RestApi api = await _apis.GetRestApiAsync(restApiId, stop);
        PolicyEdit edit = edits.Apply(Apis.PolicyOf(api) is null ? null : api.Policy, await _apis.ContextAsync(restApiId, stop));
        foreach (string note in edit.Notes)
        {
            progress.Report(ProgressEvent.Warning(note));
        }

        foreach (string change in edit.Changes)
        {
            progress.Report(ProgressEvent.Verbose($"The policy of {restApiId}, {change}"));
        }

        PolicyDocument policy = PolicyDocument.Parse(edit.Policy);
        return await CompareWithAsync(api, policy, Apis.PolicyOf(api), stageName, force, progress, stop) with { Text = edit.Policy };
    }

    private async Task<PolicyUpdate> CompareWithAsync(
        RestApi api,
        PolicyDocument policy,
        PolicyDocument? edited,
        string? stageName,
        bool force,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        LintContext surroundings = await PolicySurroundings.ReadAsync(session, api, policy, progress, stop, foreign);
        PolicyCheck.Require(policy, surroundings, force, progress, edited);
        bool live = stageName is not null && await _records.IsLiveAsync(api.Id, stageName, stop) is not null;
        bool denials =
            surroundings.Authorization?.Any(method => method is MethodAuthorization.AwsIam or MethodAuthorization.Custom) ?? true;
        return new PolicyUpdate(api.Id, Apis.PolicyOf(api), policy, surroundings.Api!, stageName, live, denials);
    }

    /// <summary>Sets the API's policy and deploys it; makes no call for what is already so.</summary>
    public async Task<ApiPolicy> ApplyAsync(PolicyUpdate change, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        if (change.Deploys)
        {
            UndeployedChange undeployed = new(session, change.RestApiId);
            await _publisher.PublishChangeAsync(
                change.RestApiId,
                change.StageName!,
                undeployed,
                async () =>
                {
                    await SetAsync(change, progress, stop);
                    if (change.IsUnchanged)
                    {
                        return;
                    }

                    if (change.Before is { } before)
                    {
                        undeployed.Done([ApiSettings.Replace("/policy", before.ToJson())]);
                    }
                    else
                    {
                        undeployed.Stays("has its first policy");
                    }
                },
                progress,
                stop
            );
        }
        else
        {
            await SetAsync(change, progress, stop);
        }

        return change.StageName is { } stage
            ? await DeployedAsync(change.RestApiId, stage, progress, stop)
            : await CurrentAsync(change.RestApiId, stop);
    }

    private async Task SetAsync(PolicyUpdate change, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        if (change.IsUnchanged)
        {
            progress.Report(ProgressEvent.Verbose($"The policy of {change.RestApiId} already means the same."));
            return;
        }

        foreach (string line in change.Lines())
        {
            progress.Report(ProgressEvent.Verbose(line));
        }

        await _changes.PatchAsync(change.RestApiId, [ApiSettings.Replace("/policy", change.Text ?? change.After.ToJson())], progress, stop);
    }

    /// <summary>The policy that the stage's export shows, null for none; not read where there is no export of it.</summary>
    private async Task<(bool IsRead, PolicyDocument? Policy)> ExportedAsync(
        string restApiId,
        string stageName,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        try
        {
            byte[] export = await StageExports.ReadAsync(session, restApiId, stageName, stop);
            return (true, PolicyExtension.Read(ExportedDefinition.Parse(export)) is { } text ? PolicyDocument.Parse(text) : null);
        }
        catch (Exception e)
            when (e is JsonException or PrivateApiException || (e is AmazonServiceException service && !Failure.IsLostCredential(service)))
        {
            progress.Report(ProgressEvent.Verbose($"The export of stage {stageName} could not be read: {e.Message.TrimEnd()}"));
            return (false, null);
        }
    }

    private async Task<ApiPolicy> EmitAsync(
        string restApiId,
        string? stageName,
        string? policy,
        PolicyEvidence evidence,
        CancellationToken stop
    ) =>
        new()
        {
            RestApiId = restApiId,
            StageName = stageName,
            Policy = policy,
            Evidence = evidence.ToString(),
            AccountId = await session.GetAccountIdAsync(stop),
            Region = session.Region,
        };
}
