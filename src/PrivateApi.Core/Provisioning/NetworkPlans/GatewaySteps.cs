using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.NetworkPlans;

/// <summary>The steps that create the internet gateway of a network and attach it.</summary>
internal sealed class GatewaySteps(NetworkBuild build)
{
    public PlanStep InternetGateway() =>
        new()
        {
            Name = NetworkSteps.InternetGateway,
            Run = build.Run,
            Description = "Create the internet gateway (for the public subnets only)",
            Find = async stop => PlanCandidate.Preferred(await GatewaysAsync(stop))?.Id,
            FindAll = GatewaysAsync,
            Create = async stop =>
                (
                    await build.Ec2.CreateInternetGatewayAsync(
                        new CreateInternetGatewayRequest
                        {
                            TagSpecifications = build.Tags(ResourceType.InternetGateway, NetworkSteps.InternetGateway),
                        },
                        stop
                    )
                )
                    .InternetGateway
                    .InternetGatewayId,
            Discard = (id, stop) => build.Calls.DiscardAsync(token => DeleteGatewayAsync(id, token), stop),
            Undo = (id, progress, stop) => build.Calls.TakeBackAsync(id, token => DeleteGatewayAsync(id, token), progress, stop),
            RemovalCommand = id => CommandLine.ForCmdlet("Remove-EC2InternetGateway").With("InternetGatewayId", id),
        };

    private Task<DeleteInternetGatewayResponse> DeleteGatewayAsync(string id, CancellationToken stop) =>
        build.Ec2.DeleteInternetGatewayAsync(new DeleteInternetGatewayRequest { InternetGatewayId = id }, stop);

    private async Task<IReadOnlyList<PlanCandidate>> GatewaysAsync(CancellationToken stop) =>
        [
            .. (
                await build
                    .Ec2.Paginators.DescribeInternetGateways(
                        new DescribeInternetGatewaysRequest { Filters = Ec2Tags.OfStep(build.Spec.Name, NetworkSteps.InternetGateway) }
                    )
                    .InternetGateways.ToListAsync(stop)
            )
                .Where(IsFreeOrOurs)
                .Select(gateway =>
                    Ec2Tags.Candidate(gateway.InternetGatewayId, gateway.Tags, isInUse: gateway.Attachments is { Count: > 0 })
                ),
        ];

    /// <summary>
    /// A gateway is found before it is known whether the VPC exists; one that is attached to another VPC is not ours to use.
    /// </summary>
    private bool IsFreeOrOurs(InternetGateway gateway) =>
        gateway.Attachments is not { Count: > 0 } attachments || attachments.Exists(attachment => attachment.VpcId == build.Vpc.Id);

    public PlanStep Attachment(PlanStep gateway) =>
        new()
        {
            Name = "internet-gateway-attachment",
            Description = "Attach the internet gateway to the VPC",
            Within = gateway,
            Find = stop => FindAttachmentAsync(gateway, stop),
            FindOwn = stop => NetworkBuild.OfOwnAsync(gateway, build.Vpc, token => FindAttachmentAsync(gateway, token), stop),
            Create = async stop =>
            {
                await build.Calls.OnNewAsync(
                    token =>
                        build.Ec2.AttachInternetGatewayAsync(
                            new AttachInternetGatewayRequest { InternetGatewayId = gateway.RequiredId, VpcId = build.Vpc.RequiredId },
                            token
                        ),
                    stop
                );
                return build.Vpc.RequiredId;
            },
            Undo = (id, progress, stop) =>
                build.Calls.TakeBackAsync(
                    gateway.RequiredId,
                    token =>
                        build.Ec2.DetachInternetGatewayAsync(
                            new DetachInternetGatewayRequest { InternetGatewayId = gateway.RequiredId, VpcId = id },
                            token
                        ),
                    progress,
                    stop
                ),
            RemovalCommand = id =>
                CommandLine.ForCmdlet("Dismount-EC2InternetGateway").With("InternetGatewayId", gateway.RequiredId).With("VpcId", id),
        };

    private async Task<string?> FindAttachmentAsync(PlanStep gateway, CancellationToken stop) =>
        (
            await build.Calls.OnNewAsync(
                token =>
                    build.Ec2.DescribeInternetGatewaysAsync(
                        new DescribeInternetGatewaysRequest { InternetGatewayIds = [gateway.RequiredId] },
                        token
                    ),
                stop
            )
        )
            .InternetGateways?.FirstOrDefault()
            ?.Attachments
            is { } attachments
        && attachments.Exists(attachment => attachment.VpcId == build.Vpc.Id)
            ? build.Vpc.Id
            : null;
}
