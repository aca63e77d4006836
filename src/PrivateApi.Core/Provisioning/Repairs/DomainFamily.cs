using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Provisioning.DomainPlans;
using PrivateApi.Reachability.Changes;

namespace PrivateApi.Provisioning.Repairs;

/// <summary>Changes of private custom domain names.</summary>
internal sealed class DomainFamily(AwsSession session) : IChangeFamily
{
    private const string Arn = nameof(Arn);
    private const string DomainArn = nameof(DomainArn);
    private const string EndpointId = nameof(EndpointId);
    private const string DomainNameId = nameof(DomainNameId);
    private const string BasePath = nameof(BasePath);
    private const string Policy = nameof(Policy);
    private const string Written = nameof(Written);

    private static readonly Dictionary<string, string> Nothing = [];

    public IReadOnlyList<ChangeKind> Kinds { get; } = [ChangeKind.DomainAssociation, ChangeKind.BasePathMapping, ChangeKind.DomainPolicy];

    public Task<IReadOnlyDictionary<string, string>> MakeAsync(Change change, IProgress<ProgressEvent> progress, CancellationToken stop) =>
        change switch
        {
            DomainAssociationChange association => AssociateAsync(association, progress, stop),
            BasePathChange path => MapAsync(path, stop),
            DomainPolicyChange policy => EditAsync(policy, progress, stop),
            _ => throw new ArgumentException($"{change.Kind} is not a change of a domain name.", nameof(change)),
        };

    public Task UndoAsync(MadeChange made, IProgress<ProgressEvent> progress, CancellationToken stop) =>
        made.Before.Count == 0 ? Task.CompletedTask
        : made.Kind == ChangeKind.DomainPolicy ? RestoreAsync(made, progress, stop)
        : made.Kind == ChangeKind.DomainAssociation ? DisassociateAsync(made, stop)
        : DomainWrites.IgnoringGoneAsync(
            session.ApiGateway.DeleteBasePathMappingAsync(
                new DeleteBasePathMappingRequest
                {
                    DomainName = made.Target,
                    DomainNameId = made.Before[DomainNameId],
                    BasePath = made.Before[BasePath],
                },
                stop
            )
        );

    private async Task<IReadOnlyDictionary<string, string>> AssociateAsync(
        DomainAssociationChange change,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        if (await FindAsync(change.DomainNameArn, change.EndpointId, stop) is not null)
        {
            return Nothing;
        }

        Dictionary<string, string> before = new() { [DomainArn] = change.DomainNameArn, [EndpointId] = change.EndpointId };
        await HalfMadeException.GuardAsync(
            before,
            async () =>
            {
                CreateDomainNameAccessAssociationResponse made = await session.ApiGateway.CreateDomainNameAccessAssociationAsync(
                    new CreateDomainNameAccessAssociationRequest
                    {
                        DomainNameArn = change.DomainNameArn,
                        AccessAssociationSourceType = "VPCE",
                        AccessAssociationSource = change.EndpointId,
                    },
                    stop
                );
                if (made.DomainNameAccessAssociationArn is { } arn)
                {
                    before[Arn] = arn;
                }
            }
        );

        if (!session.IsLab)
        {
            // API Gateway guide, "API consumer: Associate your VPC endpoint with a private custom domain name". No answer says when that is
            // over.
            progress.Report(
                ProgressEvent.Warning(
                    $"It takes API Gateway about 15 minutes until {change.EndpointId} leads to {change.DomainName}; calls fail until then."
                )
            );
        }

        return before;
    }

    // One whose answer was lost is found by the name and the endpoint: it was not there before.
    private async Task DisassociateAsync(MadeChange made, CancellationToken stop)
    {
        if (
            (made.Before.GetValueOrDefault(Arn) ?? await FindAsync(made.Before[DomainArn], made.Before[EndpointId], stop)) is
            { } association
        )
        {
            await DomainWrites.IgnoringGoneAsync(
                session.ApiGateway.DeleteDomainNameAccessAssociationAsync(
                    new DeleteDomainNameAccessAssociationRequest { DomainNameAccessAssociationArn = association },
                    stop
                )
            );
        }
    }

    private async Task<string?> FindAsync(string domainArn, string endpointId, CancellationToken stop) =>
        (await Associations.FindAsync(session, domainArn, endpointId, stop))?.DomainNameAccessAssociationArn;

    private Task<IReadOnlyDictionary<string, string>> MapAsync(BasePathChange change, CancellationToken stop) =>
        HalfMadeException.GuardAsync(
            new Dictionary<string, string> { [DomainNameId] = change.DomainNameId, [BasePath] = DomainWrites.Root },
            () =>
                session.ApiGateway.CreateBasePathMappingAsync(
                    new CreateBasePathMappingRequest
                    {
                        DomainName = change.DomainName,
                        DomainNameId = change.DomainNameId,
                        RestApiId = change.RestApiId,
                        Stage = change.StageName,
                    },
                    stop
                )
        );

    private async Task<IReadOnlyDictionary<string, string>> EditAsync(
        DomainPolicyChange change,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        Dictionary<string, string> before = new()
        {
            [DomainNameId] = change.DomainNameId,
            [Policy] = (await ReadAsync(change.DomainName, change.DomainNameId, stop)).Policy ?? string.Empty,
        };
        return await HalfMadeException.GuardAsync(
            before,
            async () =>
            {
                DomainName after = await WriteAsync(change.DomainName, change.DomainNameId, change.Policy, progress, stop);
                before[Written] = after.Policy ?? string.Empty;
            }
        );
    }

    private async Task RestoreAsync(MadeChange made, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        string id = made.Before[DomainNameId];
        string now = (await ReadAsync(made.Target, id, stop)).Policy ?? string.Empty;
        if (now == made.Before[Policy])
        {
            return;
        }

        // What was written is not known where its answer did not come.
        if (now == made.Before.GetValueOrDefault(Written, now))
        {
            await WriteAsync(made.Target, id, made.Before[Policy], progress, stop);
        }
        else
        {
            progress.Report(
                ProgressEvent.Warning($"The policy of {made.Target} stays as it is: it was changed since, and is not what was written.")
            );
        }
    }

    private Task<DomainName> ReadAsync(string name, string id, CancellationToken stop) => DomainWrites.ReadAsync(session, name, id, stop);

    private Task<DomainName> WriteAsync(string name, string id, string policy, IProgress<ProgressEvent> progress, CancellationToken stop) =>
        DomainWrites.ReplaceAsync(session, name, id, "/policy", policy, progress, stop);
}
