using Amazon.EC2;
using Amazon.EC2.Model;

namespace PrivateApi.Provisioning;

/// <summary>The delete call, whose success says nothing about an endpoint: what failed stands in its answer.</summary>
internal static class EndpointDeletion
{
    /// <summary>Starts the deletion.</summary>
    /// <returns>The network interfaces that go with it.</returns>
    /// <exception cref="PrivateApiException">The code of the refusal in <c>Unsuccessful</c>.</exception>
    public static async Task<IReadOnlyList<string>> DeleteAsync(IAmazonEC2 ec2, Ec2Calls calls, string id, CancellationToken stop)
    {
        VpcEndpoint? endpoint = await Endpoints.FindAsync(ec2, id, stop).ConfigureAwait(false);
        DeleteVpcEndpointsResponse answer = await calls.OnNewAsync(
            token => ec2.DeleteVpcEndpointsAsync(new DeleteVpcEndpointsRequest { VpcEndpointIds = [id] }, token), stop).ConfigureAwait(false);
        foreach (UnsuccessfulItem item in answer.Unsuccessful ?? [])
        {
            throw new PrivateApiException(
                item.Error?.Code ?? "DeleteRefused",
                FaultKind.ServiceFault,
                $"{item.ResourceId ?? id} was not deleted. {item.Error?.Code}: {item.Error?.Message}",
                id);
        }

        return endpoint?.NetworkInterfaceIds ?? [];
    }
}
