using System.Globalization;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.DomainPlans;

/// <summary>The steps that associate an endpoint of this account with a private custom domain name, its own or another account's.</summary>
/// <param name="session">The connection.</param>
/// <param name="run">The mark of what this run makes.</param>
/// <param name="tags">The user's tags.</param>
/// <param name="progress">Receives the progress.</param>
internal sealed class AssociationSteps(
    AwsSession session,
    RunMark run,
    IReadOnlyDictionary<string, string> tags,
    IProgress<ProgressEvent> progress
)
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(10);

    /// <summary>The command that removes an association.</summary>
    public static CommandLine Removal(string domainArn, string endpointId) =>
        CommandLine.ForCmdlet("Remove-PrivateApiDomainAssociation").With("DomainNameArn", domainArn).With("VpcEndpointId", endpointId);

    /// <summary>Refuses endpoints that are associated with a name of this spelling already; for one that is new.</summary>
    /// <exception cref="PrivateApiException"><c>EndpointHasDomain</c>.</exception>
    public static async Task RequireFreeAsync(AwsSession session, string name, IReadOnlyList<string> endpointIds, CancellationToken stop)
    {
        if (
            endpointIds.Count > 0
            && (await ApiLists.AssociationsAsync(session.ApiGateway, "SELF", stop)).Find(item =>
                endpointIds.Contains(item.AccessAssociationSource ?? string.Empty) && DomainArn.NameOf(item.DomainNameArn) == name
            )
                is { } taken
        )
        {
            throw Taken(name, taken.AccessAssociationSource!, taken.DomainNameArn);
        }
    }

    /// <summary>The association.</summary>
    /// <param name="name">The domain name.</param>
    /// <param name="domainArn">Its ARN, which may become known only while the plan is carried out.</param>
    /// <param name="endpointId">The endpoint.</param>
    /// <param name="within">The step that makes the domain; null for one that is there.</param>
    public PlanStep Association(string name, Func<string> domainArn, string endpointId, PlanStep? within)
    {
        string step = $"association-{endpointId}";
        return new PlanStep
        {
            Name = step,
            Run = run,
            Description = $"Associate {endpointId} with {name}",
            Within = within,
            Find = async stop =>
            {
                List<DomainNameAccessAssociation> own = await ApiLists.AssociationsAsync(session.ApiGateway, "SELF", stop);
                List<DomainNameAccessAssociation> named = own.FindAll(item =>
                    item.AccessAssociationSource == endpointId && DomainArn.NameOf(item.DomainNameArn) == name
                );
                return named.Find(item => item.DomainNameArn == domainArn())?.DomainNameAccessAssociationArn
                    ?? (named is [var other, ..] ? throw Taken(name, endpointId, other.DomainNameArn) : null);
            },
            FindOwn = async stop =>
                await Associations.FindAsync(session, domainArn(), endpointId, stop) is { } found && run.IsOn(found.Tags)
                    ? found.DomainNameAccessAssociationArn
                    : null,
            Create = async stop =>
                (
                    await session.ApiGateway.CreateDomainNameAccessAssociationAsync(
                        new CreateDomainNameAccessAssociationRequest
                        {
                            DomainNameArn = domainArn(),
                            AccessAssociationSourceType = "VPCE",
                            AccessAssociationSource = endpointId,
                            Tags = new Dictionary<string, string>(ResourceTags.Create(name, step, run, tags)),
                        },
                        stop
                    )
                ).DomainNameAccessAssociationArn
                ?? throw new InvalidOperationException("The association has no ARN."),
            Undo = (arn, _, stop) =>
                DomainWrites.IgnoringGoneAsync(
                    session.ApiGateway.DeleteDomainNameAccessAssociationAsync(
                        new DeleteDomainNameAccessAssociationRequest { DomainNameAccessAssociationArn = arn },
                        stop
                    )
                ),
            RemovalCommand = _ => Removal(domainArn(), endpointId),
        };
    }

    /// <summary>
    /// The time that passes until calls get through: AWS shows no state. How long that has been going on, the association's tag says, so
    /// that a wait that was stopped goes on where it was.
    /// </summary>
    public PlanStep Ready(string name, Func<string> domainArn, string endpointId, TimeSpan limit, PlanStep association) =>
        new()
        {
            Name = $"ready-{endpointId}",
            Description = $"Wait until {endpointId} leads to {name}",
            Within = association,
            Find = async stop => await LeftAsync(domainArn(), endpointId, stop) is null ? endpointId : null,
            Create = async stop =>
            {
                await Polling.UntilAsync(
                    $"Waiting until {endpointId} leads to {name}",
                    Often,
                    limit,
                    async token =>
                        await LeftAsync(domainArn(), endpointId, token) is { } left
                            ? Polling.NotYet<bool>(
                                string.Create(
                                    CultureInfo.InvariantCulture,
                                    $"API Gateway shows no state; it takes about 15 minutes, {left.TotalMinutes:0.#} of them left"
                                )
                            )
                            : Polling.Ready(true),
                    progress,
                    stop
                );
                return endpointId;
            },
        };

    private async Task<TimeSpan?> LeftAsync(string domainArn, string endpointId, CancellationToken stop) =>
        await Associations.FindAsync(session, domainArn, endpointId, stop) is { } found
        && Associations.ReadyAt(session, found) - session.Clock.GetUtcNow() is { } left
        && left > TimeSpan.Zero
            ? left
            : null;

    // API Gateway guide, "Custom domain names for private APIs": an endpoint cannot reach two private names that are spelt alike.
    private static PrivateApiException Taken(string name, string endpointId, string? other) =>
        new(
            "EndpointHasDomain",
            FaultKind.Conflict,
            $"{endpointId} is associated with another private custom domain name {name} ({other}), and an endpoint can reach only one of a "
                + $"name. Remove that association first: {Removal(other ?? string.Empty, endpointId)}",
            endpointId
        );
}
