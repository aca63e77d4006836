using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Reachability.Changes;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.Repairs;

/// <summary>Changes of VPCs, security groups and network ACLs.</summary>
internal sealed class NetworkFamily(AwsSession session) : IChangeFamily
{
    private const string Attribute = nameof(Attribute);
    private const string RuleIds = nameof(RuleIds);
    private const string Direction = nameof(Direction);
    private const string RuleNumber = nameof(RuleNumber);
    private const string Out = nameof(Out);
    private const string In = nameof(In);

    public IReadOnlyList<ChangeKind> Kinds { get; } = [ChangeKind.VpcAttribute, ChangeKind.SecurityGroupRule, ChangeKind.NetworkAclEntry];

    public Task<IReadOnlyDictionary<string, string>> MakeAsync(Change change, IProgress<ProgressEvent> progress, CancellationToken stop) =>
        change switch
        {
            VpcAttributeChange attribute => SwitchAsync(attribute, stop),
            SecurityGroupChange rule => GrantAsync(rule, progress, stop),
            NetworkAclChange entry => AddAsync(entry, stop),
            _ => throw new ArgumentException($"{change.Kind} is not a change of the network.", nameof(change)),
        };

    public Task UndoAsync(MadeChange made, IProgress<ProgressEvent> progress, CancellationToken stop) =>
        made.Kind switch
        {
            ChangeKind.VpcAttribute => SetAsync(made.Target, made.Before[Attribute], isOn: false, stop),
            ChangeKind.SecurityGroupRule => RevokeAsync(made, stop),
            _ => RemoveEntryAsync(made, stop),
        };

    private async Task<IReadOnlyDictionary<string, string>> SwitchAsync(VpcAttributeChange change, CancellationToken stop)
    {
        Dictionary<string, string> before = new() { [Attribute] = change.Attribute };
        try
        {
            await SetAsync(change.VpcId, change.Attribute, isOn: true, stop);
            return before;
        }
        catch (Exception e) when (HalfMadeException.MayBeMade(e))
        {
            throw new HalfMadeException(before, e);
        }
    }

    private Task<ModifyVpcAttributeResponse> SetAsync(string vpcId, string attribute, bool isOn, CancellationToken stop) =>
        session.Ec2.ModifyVpcAttributeAsync(
            attribute == VpcAttributeChange.Support
                ? new ModifyVpcAttributeRequest { VpcId = vpcId, EnableDnsSupport = isOn }
                : new ModifyVpcAttributeRequest { VpcId = vpcId, EnableDnsHostnames = isOn },
            stop
        );

    private async Task<IReadOnlyDictionary<string, string>> GrantAsync(
        SecurityGroupChange change,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        List<IpPermission> permissions = [.. change.Traffic.Select(item => Permission(change, item.Protocol, item.Port))];
        List<SecurityGroupRule> rules;
        try
        {
            rules = change.IsEgress
                ? (
                    await session.Ec2.AuthorizeSecurityGroupEgressAsync(
                        new AuthorizeSecurityGroupEgressRequest { GroupId = change.GroupId, IpPermissions = permissions },
                        stop
                    )
                ).SecurityGroupRules
                : (
                    await session.Ec2.AuthorizeSecurityGroupIngressAsync(
                        new AuthorizeSecurityGroupIngressRequest { GroupId = change.GroupId, IpPermissions = permissions },
                        stop
                    )
                ).SecurityGroupRules;
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode == "InvalidPermission.Duplicate")
        {
            // Somebody else made it meanwhile, so that it is not ours to take back.
            rules = [];
            progress.Report(ProgressEvent.Warning($"{change.Description}: there is such a rule by now, so -Undo leaves it."));
        }

        return new Dictionary<string, string>
        {
            [Direction] = change.IsEgress ? Out : In,
            [RuleIds] = string.Join(',', (rules ?? []).Select(rule => rule.SecurityGroupRuleId)),
        };
    }

    private static IpPermission Permission(SecurityGroupChange change, string protocol, int port)
    {
        IpPermission permission = new()
        {
            IpProtocol = protocol,
            FromPort = port,
            ToPort = port,
        };
        if (change.Peer.StartsWith("sg-", StringComparison.Ordinal))
        {
            permission.UserIdGroupPairs = [new UserIdGroupPair { GroupId = change.Peer }];
        }
        else if (change.Peer.Contains(':', StringComparison.Ordinal))
        {
            permission.Ipv6Ranges = [new Ipv6Range { CidrIpv6 = AddressRanges.AsCidr(change.Peer) }];
        }
        else
        {
            permission.Ipv4Ranges = [new IpRange { CidrIp = AddressRanges.AsCidr(change.Peer) }];
        }

        return permission;
    }

    private async Task RevokeAsync(MadeChange made, CancellationToken stop)
    {
        List<string> rules = [.. made.Before[RuleIds].Split(',', StringSplitOptions.RemoveEmptyEntries)];
        if (rules.Count == 0)
        {
            return;
        }

        await IgnoringGoneAsync(
            made.Before[Direction] == Out
                ? session.Ec2.RevokeSecurityGroupEgressAsync(
                    new RevokeSecurityGroupEgressRequest { GroupId = made.Target, SecurityGroupRuleIds = rules },
                    stop
                )
                : session.Ec2.RevokeSecurityGroupIngressAsync(
                    new RevokeSecurityGroupIngressRequest { GroupId = made.Target, SecurityGroupRuleIds = rules },
                    stop
                )
        );
    }

    private async Task<IReadOnlyDictionary<string, string>> AddAsync(NetworkAclChange change, CancellationToken stop)
    {
        CreateNetworkAclEntryRequest request = new()
        {
            NetworkAclId = change.NetworkAclId,
            RuleNumber = change.Entry.RuleNumber,
            Egress = change.Entry.IsEgress,
            Protocol = change.Entry.Protocol,
            RuleAction = RuleAction.Allow,
            PortRange = new PortRange { From = change.Entry.FromPort, To = change.Entry.ToPort },
        };
        if (change.Entry.CidrBlock.Contains(':', StringComparison.Ordinal))
        {
            request.Ipv6CidrBlock = change.Entry.CidrBlock;
        }
        else
        {
            request.CidrBlock = change.Entry.CidrBlock;
        }

        Dictionary<string, string> before = new()
        {
            [Direction] = change.Entry.IsEgress ? Out : In,
            [RuleNumber] = $"{change.Entry.RuleNumber}",
        };
        try
        {
            await session.Ec2.CreateNetworkAclEntryAsync(request, stop);
            return before;
        }
        catch (Exception e) when (HalfMadeException.MayBeMade(e))
        {
            throw new HalfMadeException(before, e);
        }
    }

    private Task RemoveEntryAsync(MadeChange made, CancellationToken stop) =>
        IgnoringGoneAsync(
            session.Ec2.DeleteNetworkAclEntryAsync(
                new DeleteNetworkAclEntryRequest
                {
                    NetworkAclId = made.Target,
                    Egress = made.Before[Direction] == Out,
                    RuleNumber = int.Parse(made.Before[RuleNumber], System.Globalization.CultureInfo.InvariantCulture),
                },
                stop
            )
        );

    private static async Task IgnoringGoneAsync(Task undo)
    {
        try
        {
            await undo;
        }
        catch (AmazonEC2Exception e) when (Ec2Calls.IsNotFound(e))
        {
            // Somebody else took it back.
        }
    }
}
