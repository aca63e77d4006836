using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Model;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.DomainPlans;

/// <summary>The associations of endpoints with private custom domain names, and when one begins to work.</summary>
internal static class Associations
{
    // API Gateway guide, "API consumer: Associate your VPC endpoint with a private custom domain name".
    private static readonly TimeSpan AwsDelay = TimeSpan.FromMinutes(15);

    /// <summary>How long calls may fail after one was made.</summary>
    public static TimeSpan Delay(AwsSession session) => session.LabPendingTime ?? AwsDelay;

    /// <summary>An endpoint's association with a name; null for none.</summary>
    public static async Task<DomainNameAccessAssociation?> FindAsync(
        AwsSession session,
        string domainArn,
        string endpointId,
        CancellationToken stop
    ) =>
        (await ApiLists.AssociationsAsync(session.ApiGateway, "SELF", stop)).Find(item =>
            item.AccessAssociationSource == endpointId && item.DomainNameArn == domainArn
        );

    /// <summary>When it begins to work; null for one that this module did not make: AWS shows no state and no time.</summary>
    public static DateTimeOffset? ReadyAt(AwsSession session, DomainNameAccessAssociation association) =>
        RunMark.TimeOf(association.Tags?.GetValueOrDefault(ResourceTags.Run)) is { } made ? made + Delay(session) : null;

    /// <summary>An association as this module shows it.</summary>
    public static DomainAssociation Describe(AwsSession session, DomainNameAccessAssociation item, string account) =>
        new()
        {
            DomainNameAccessAssociationArn = item.DomainNameAccessAssociationArn ?? string.Empty,
            DomainName = DomainArn.NameOf(item.DomainNameArn),
            DomainNameArn = item.DomainNameArn ?? string.Empty,
            VpcEndpointId = item.AccessAssociationSource ?? string.Empty,
            OwnerId = DomainArn.AccountOf(item.DomainNameAccessAssociationArn) ?? account,
            State = ReadyAt(session, item) switch
            {
                null => "Unknown",
                { } ready when ready > session.Clock.GetUtcNow() => "Pending",
                _ => "Available",
            },
            AccountId = account,
            Region = session.Region,
        };
}
