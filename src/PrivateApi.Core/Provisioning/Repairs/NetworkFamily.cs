using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Reachability.Changes;

namespace PrivateApi.Provisioning.Repairs;

/// <summary>Changes of VPCs, security groups and network ACLs.</summary>
internal sealed class NetworkFamily(AwsSession session) : IChangeFamily
{
    private const string Attribute = nameof(Attribute);
    private const string RuleIds = nameof(RuleIds);
    private const string Peer = nameof(Peer);
    private const string Others = nameof(Others);
    private const string Direction = nameof(Direction);
    private const string RuleNumber = nameof(RuleNumber);
    private const string Out = nameof(Out);
    private const string In = nameof(In);

    private readonly SecurityRules _rules = new(session);

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

    private Task<IReadOnlyDictionary<string, string>> SwitchAsync(VpcAttributeChange change, CancellationToken stop) =>
        HalfMadeException.GuardAsync(
            new Dictionary<string, string> { [Attribute] = change.Attribute },
            () => SetAsync(change.VpcId, change.Attribute, isOn: true, stop)
        );

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
        // By the rules that were there before, those of a grant are found whose answer was lost.
        string[] others = await _rules.OfAsync(change.GroupId, change.IsEgress, change.Peer, stop);
        Dictionary<string, string> before = new()
        {
            [Direction] = change.IsEgress ? Out : In,
            [Peer] = change.Peer,
            [Others] = string.Join(',', others),
        };
        try
        {
            before[RuleIds] = string.Join(',', await _rules.GrantAsync(change, stop));
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode == "InvalidPermission.Duplicate")
        {
            // A try before it made the rules, and its answer was lost. What somebody else made is not ours to take back.
            string[] ours = [.. (await _rules.OfAsync(change.GroupId, change.IsEgress, change.Peer, stop)).Except(others)];
            before[RuleIds] = string.Join(',', ours);
            if (ours.Length == 0)
            {
                progress.Report(ProgressEvent.Warning($"{change.Description}: there is such a rule by now, so -Undo leaves it."));
            }
        }
        catch (Exception e) when (HalfMadeException.MayBeMade(e))
        {
            throw new HalfMadeException(before, e);
        }

        return before;
    }

    private async Task RevokeAsync(MadeChange made, CancellationToken stop)
    {
        bool isEgress = made.Before[Direction] == Out;
        IEnumerable<string> found = made.Before.TryGetValue(RuleIds, out string? known)
            ? Ids(known)
            : (await _rules.OfAsync(made.Target, isEgress, made.Before[Peer], stop)).Except(Ids(made.Before[Others]));
        List<string> rules = [.. found];
        if (rules.Count == 0)
        {
            return;
        }

        await IgnoringGoneAsync(
            isEgress
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

    private static string[] Ids(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private Task<IReadOnlyDictionary<string, string>> AddAsync(NetworkAclChange change, CancellationToken stop)
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
        return HalfMadeException.GuardAsync(before, () => session.Ec2.CreateNetworkAclEntryAsync(request, stop));
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
