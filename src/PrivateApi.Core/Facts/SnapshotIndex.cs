using System.Collections.Concurrent;
using PrivateApi.Errors;
using PrivateApi.Policy.Language;

namespace PrivateApi.Facts;

/// <summary>The facts of a snapshot by id, and its policies read once.</summary>
internal sealed class SnapshotIndex
{
    private readonly Dictionary<string, VpcFact> _vpcs;
    private readonly Dictionary<string, SubnetFact> _subnets;
    private readonly Dictionary<string, SecurityGroupFact> _groups;
    private readonly Dictionary<string, PrefixListFact> _prefixLists;
    private readonly Dictionary<string, InterfaceFact> _interfaces;
    private readonly Dictionary<string, RouteTableFact> _tablesBySubnet = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RouteTableFact> _mainTables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NetworkAclFact> _aclsBySubnet = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NetworkAclFact> _defaultAcls = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, PolicyDocument?> _policies = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<(string Text, string RestApiId), string> _hashes = new();

    public SnapshotIndex(AccountSnapshot snapshot)
    {
        Snapshot = snapshot;
        _vpcs = By(snapshot.Vpcs, item => item.Id);
        _subnets = By(snapshot.Subnets, item => item.Id);
        _groups = By(snapshot.SecurityGroups, item => item.Id);
        _prefixLists = By(snapshot.PrefixLists, item => item.Id);
        _interfaces = By(snapshot.NetworkInterfaces, item => item.Id);
        foreach (RouteTableFact table in snapshot.RouteTables)
        {
            Place(table, table.SubnetIds, _tablesBySubnet, table.IsMain ? table.VpcId : null, _mainTables);
        }

        foreach (NetworkAclFact acl in snapshot.NetworkAcls)
        {
            Place(acl, acl.SubnetIds, _aclsBySubnet, acl.IsDefault ? acl.VpcId : null, _defaultAcls);
        }
    }

    /// <summary>Whose facts they are.</summary>
    public AccountSnapshot Snapshot { get; }

    public VpcFact? Vpc(string? id) => id is null ? null : _vpcs.GetValueOrDefault(id);

    public SubnetFact? Subnet(string? id) => id is null ? null : _subnets.GetValueOrDefault(id);

    public SecurityGroupFact? SecurityGroup(string id) => _groups.GetValueOrDefault(id);

    public PrefixListFact? PrefixList(string id) => _prefixLists.GetValueOrDefault(id);

    public InterfaceFact? Interface(string id) => _interfaces.GetValueOrDefault(id);

    /// <summary>The table that applies to a subnet: its own, else the VPC's main one; null when neither is known.</summary>
    public RouteTableFact? RouteTable(string? subnetId, string? vpcId) =>
        subnetId is not null && _tablesBySubnet.TryGetValue(subnetId, out RouteTableFact? own) ? own
        : vpcId is null ? null
        : _mainTables.GetValueOrDefault(vpcId);

    /// <summary>The ACL that applies to a subnet: the one on it, else the VPC's default one; null when neither is known.</summary>
    public NetworkAclFact? NetworkAcl(string? subnetId, string? vpcId) =>
        subnetId is not null && _aclsBySubnet.TryGetValue(subnetId, out NetworkAclFact? own) ? own
        : vpcId is null ? null
        : _defaultAcls.GetValueOrDefault(vpcId);

    /// <summary>A policy's text, read once; null for no policy, and for a text that is none.</summary>
    public PolicyDocument? Policy(string? text) => string.IsNullOrWhiteSpace(text) ? null : _policies.GetOrAdd(text, ReadPolicy);

    /// <summary>The hash of a policy's meaning on an API; null for no policy, and for a text that is none.</summary>
    public string? PolicyHash(string? text, PolicyContext context) =>
        text is null || Policy(text) is not { } policy
            ? null
            : _hashes.GetOrAdd((text, context.RestApiId), static (_, item) => item.policy.CanonicalHash(item.context), (policy, context));

    /// <summary>A policy's text, read and not kept; null for no policy, and for a text that is none.</summary>
    public static PolicyDocument? ReadPolicy(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            return PolicyDocument.Parse(text);
        }
        catch (PrivateApiException)
        {
            return null;
        }
    }

    private static Dictionary<string, T> By<T>(IReadOnlyList<T> items, Func<T, string> id)
    {
        Dictionary<string, T> found = new(items.Count, StringComparer.Ordinal);
        foreach (T item in items)
        {
            found[id(item)] = item;
        }

        return found;
    }

    private static void Place<T>(
        T item,
        IReadOnlyList<string> subnets,
        Dictionary<string, T> bySubnet,
        string? vpcId,
        Dictionary<string, T> byVpc
    )
    {
        foreach (string subnet in subnets)
        {
            bySubnet[subnet] = item;
        }

        if (vpcId is not null)
        {
            byVpc[vpcId] = item;
        }
    }
}
