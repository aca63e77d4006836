using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Errors;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.EndpointPlans;

/// <summary>The delete call. Its success says nothing about an endpoint: failures are listed in its answer.</summary>
internal static class EndpointDeletion
{
    /// <summary>Starts the deletion.</summary>
    /// <returns>The network interfaces that are deleted with it.</returns>
    /// <exception cref="PrivateApiException">The code of the refusal in <c>Unsuccessful</c>.</exception>
    public static async Task<IReadOnlyList<string>> DeleteAsync(IAmazonEC2 ec2, Ec2Calls calls, string id, CancellationToken stop)
    {
        VpcEndpoint? endpoint = await EndpointsById.FindAsync(ec2, id, stop);
        try
        {
            await calls.OnNewAsync(token => DeleteOnceAsync(ec2, id, token), stop);
        }
        catch (AmazonEC2Exception e) when (Ec2Calls.IsNotFound(e))
        {
            // Already gone.
        }

        return endpoint?.NetworkInterfaceIds ?? [];
    }

    private static async Task<bool> DeleteOnceAsync(IAmazonEC2 ec2, string id, CancellationToken stop)
    {
        DeleteVpcEndpointsResponse answer = await ec2.DeleteVpcEndpointsAsync(
            new DeleteVpcEndpointsRequest { VpcEndpointIds = [id] },
            stop
        );
        if (answer.Unsuccessful?.FirstOrDefault() is not { } item)
        {
            return true;
        }

        string code = item.Error?.Code ?? "DeleteRefused";
        string message = $"{item.ResourceId ?? id} was not deleted. {code}: {item.Error?.Message}";
        throw code.EndsWith(".NotFound", StringComparison.Ordinal)
            ? new AmazonEC2Exception(message) { ErrorCode = code }
            : new PrivateApiException(code, FaultKind.ServiceFault, message, id);
    }
}
