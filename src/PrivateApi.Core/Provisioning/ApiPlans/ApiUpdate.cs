// Over 250 lines: a change is compared, made and put back by one author.
using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.OpenApi;
using PrivateApi.Policy.Language;
using PrivateApi.Progress;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>Changes an existing API: its definition, its associations, its default host. Policy, tags and name stay.</summary>
internal sealed class ApiUpdate(AwsSession session)
{
    private readonly Apis _apis = new(session);
    private readonly ApiChanges _changes = new(session);
    private readonly Publisher _publisher = new(session);
    private readonly StageRecords _records = new(session);

    /// <summary>Checks a change and compares it with what exists. Changes nothing.</summary>
    /// <exception cref="PrivateApiException">
    /// <c>ApiNotFound</c>, <c>InvalidStageName</c>, <c>IntegrationMissing</c>, <c>EndpointNotFound</c>,
    /// <c>WrongEndpointService</c>, <c>NotPrivate</c>, <c>AmbiguousAssociation</c>, and those of
    /// <see cref="ApiSettingChanges.Operations"/>.
    /// </exception>
    public async Task<ApiRevision> PlanAsync(
        string restApiId,
        ApiDefinitionDocument? definition,
        bool overwrite,
        IReadOnlyList<string>? vpcEndpointId,
        bool? disableExecuteApiEndpoint,
        string? stageName,
        IProgress<ProgressEvent> progress,
        CancellationToken stop,
        ApiSettingChanges? settings = null
    )
    {
        ApiSpec.CheckStage(stageName, definition);
        RestApi api = await _apis.GetRestApiAsync(restApiId, stop);
        IReadOnlyList<string> now = Apis.VpcEndpointIds(api);
        IReadOnlyList<string>? changed = settings?.Associated(now);
        if (changed is not null && vpcEndpointId is not null)
        {
            throw new PrivateApiException(
                "AmbiguousAssociation",
                FaultKind.InvalidArgument,
                "-VpcEndpointId is the complete set of endpoints; use it, or -AddVpcEndpointId and -RemoveVpcEndpointId.",
                restApiId
            );
        }

        vpcEndpointId ??= changed;
        IReadOnlyList<string> added = [.. (vpcEndpointId ?? now).Except(now, StringComparer.Ordinal)];
        if (vpcEndpointId is not null && !Apis.IsPrivate(api))
        {
            throw new PrivateApiException(
                "NotPrivate",
                FaultKind.InvalidArgument,
                $"API {restApiId} is {Apis.TypeOf(api)}; only private APIs can be associated with VPC endpoints.",
                restApiId
            );
        }

        IReadOnlyDictionary<string, string> foreign = settings?.ForeignEndpoints ?? NamedEndpoints.NoForeign;
        await AssociatedEndpoints.CheckAsync(session, added, progress, stop, foreign);
        await NamedEndpoints.ReportAsync(session, foreign, progress, stop);
        return new ApiRevision(
            restApiId,
            definition is null ? null : await CompareAsync(restApiId, definition, overwrite, stop),
            vpcEndpointId,
            added,
            [.. now.Except(vpcEndpointId ?? now, StringComparer.Ordinal)],
            disableExecuteApiEndpoint == (api.DisableExecuteApiEndpoint ?? false) ? null : disableExecuteApiEndpoint,
            stageName,
            stageName is not null && await _records.IsLiveAsync(restApiId, stageName, stop) is not null,
            settings?.Operations(api) ?? []
        )
        {
            ForeignEndpoints = foreign,
        };
    }

    /// <summary>Makes a change and reads the result.</summary>
    public async Task<Api> ApplyAsync(ApiRevision revision, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        UndeployedChange change = new(session, revision.RestApiId);
        if (revision.Deploys)
        {
            await _publisher.PublishChangeAsync(
                revision.RestApiId,
                revision.StageName!,
                change,
                () => MakeAsync(revision, change, progress, stop),
                progress,
                stop
            );
        }
        else
        {
            await change.MakeAsync(() => MakeAsync(revision, change, progress, stop), progress, stop);
        }

        return await _apis.GetAsync(revision.RestApiId, progress, stop);
    }

    private async Task MakeAsync(ApiRevision revision, UndeployedChange change, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        RestApi before = await _apis.GetRestApiAsync(revision.RestApiId, stop);
        if (revision.PutsDefinition)
        {
            await PutAsync(revision.Definition!, progress, stop);
            change.Stays("has its new definition");
        }

        if (revision.ChangesEndpoints)
        {
            IReadOnlyList<string> now = Apis.VpcEndpointIds(
                revision.PutsDefinition ? await _apis.GetRestApiAsync(before.Id, stop) : before
            );
            await PatchAsync(
                [.. ApiSettings.Associations(now, [.. revision.VpcEndpointIds!])],
                [.. ApiSettings.Associations([.. revision.VpcEndpointIds!], now)]
            );
        }

        if (revision.DisableExecuteApiEndpoint is { } disables)
        {
            await PatchAsync(
                [ApiSettings.Replace("/disableExecuteApiEndpoint", disables ? "true" : "false")],
                [ApiSettings.Replace("/disableExecuteApiEndpoint", disables ? "false" : "true")]
            );
        }

        if (revision.Settings.Count > 0)
        {
            await PatchAsync([.. revision.Settings], [.. ApiSettingChanges.Back(before, revision.Settings)]);
        }

        async Task PatchAsync(List<PatchOperation> operations, List<PatchOperation> back)
        {
            if (operations.Count > 0)
            {
                await _changes.PatchAsync(before.Id, operations, progress, stop);
                change.Done(back);
            }
        }
    }

    /// <summary>Compares a definition with the API. Changes nothing.</summary>
    public async Task<DefinitionChange> CompareAsync(
        string restApiId,
        ApiDefinitionDocument definition,
        bool overwrite,
        CancellationToken stop
    )
    {
        RestApi before = await _apis.GetRestApiAsync(restApiId, stop);
        MethodDiff diff = MethodDiff.Compare(await ApiMethods.ReadAsync(session, restApiId, stop), definition, removes: overwrite);
        return new DefinitionChange(
            before,
            definition,
            overwrite,
            diff,
            diff.IsEmpty && before.Tags?.GetValueOrDefault(ApiTags.Definition) == definition.ContentHash
        );
    }

    /// <summary>Imports the definition, and restores what the import dropped of the settings that it carried.</summary>
    /// <exception cref="PrivateApiException"><c>RestoreFailed</c>: the definition was imported, but something that it dropped
    /// could not be restored.</exception>
    public async Task PutAsync(DefinitionChange change, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        RestApi before = change.Before;
        if (before.Policy is not null)
        {
            // The import carries it along. If it gets lost anyway, this is the only copy.
            progress.Report(ProgressEvent.Verbose($"Policy of {before.Id} before: {Apis.PolicyOf(before)?.ToJson()}"));
        }

        PutRestApiRequest request = new()
        {
            RestApiId = before.Id,
            Mode = change.Overwrites ? "overwrite" : "merge",
            FailOnWarnings = false,
            Body = CarriedSettings.Into(change.Definition, before, change.Overwrites).ToArray(),
        };
        RestApi put = await _changes.MakeAsync(before.Id, token => session.ApiGateway.PutRestApiAsync(request, token), progress, stop);
        foreach (string warning in put.Warnings ?? [])
        {
            progress.Report(ProgressEvent.Warning($"API Gateway: {warning}"));
        }

        await RestoreAsync(change, progress, stop);
        await NoteAsync(change, progress, stop);
    }

    private async Task RestoreAsync(DefinitionChange change, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        RestApi before = change.Before;
        RestApi after = await _apis.GetRestApiAsync(before.Id, stop);
        PolicyDocument? policy = Apis.PolicyOf(before);
        List<PatchOperation> lost =
        [
            .. ApiSettings.Reassert(after, before.Name, policy, Apis.VpcEndpointIds(before), await _apis.ContextAsync(before.Id, stop)),
            .. ApiSettings.Restore(before, after, change.Definition),
        ];
        if (lost.Count == 0)
        {
            return;
        }

        progress.Report(
            ProgressEvent.Verbose($"The import dropped {string.Join(", ", lost.Select(operation => operation.Path).Distinct())}; restored.")
        );
        try
        {
            await _changes.PatchAsync(before.Id, lost, progress, stop);
        }
        catch (AmazonServiceException e)
        {
            throw new PrivateApiException(
                "RestoreFailed",
                FaultKind.ServiceFault,
                $"API {before.Id} has its new definition, but the import dropped "
                    + $"{string.Join(", ", lost.Select(operation => operation.Path).Distinct())} and it could not be restored: "
                    + $"{e.Message.TrimEnd()} Nothing was deployed. "
                    + (
                        policy is null
                            ? "It had no policy."
                            : "This restores its policy: "
                                + CommandLine.ForCmdlet("Set-PrivateApiPolicy").With("RestApiId", before.Id).With("Policy", policy.ToJson())
                    ),
                before.Id,
                e
            );
        }
    }

    private async Task NoteAsync(DefinitionChange change, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        try
        {
            TagResourceRequest request = new()
            {
                ResourceArn = Publisher.Arn(session, change.Before.Id),
                Tags = new() { [ApiTags.Definition] = change.Definition.ContentHash },
            };
            await session.ApiGateway.TagResourceAsync(request, stop);
        }
        catch (AmazonServiceException e) when (!Failure.IsLostCredential(e))
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"API {change.Before.Id} has its new definition, but the record of it ({ApiTags.Definition}) could not be "
                        + $"written, so the same command will import it again: {e.Message.TrimEnd()}"
                )
            );
        }
    }
}
