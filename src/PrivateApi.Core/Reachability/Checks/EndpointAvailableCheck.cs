using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>An endpoint passes traffic in state <c>available</c> only.</summary>
internal sealed class EndpointAvailableCheck : IPathCheck
{
    public CheckName Name => CheckName.EndpointAvailable;

    public Finding Judge(Walk walk) => walk.Endpoint switch
    {
        null => Finding.NotApplicable("there is no endpoint to check"),
        { IsAvailable: true } => Finding.Passed($"{walk.Endpoint.Id} is available"),
        _ => Finding.Broken(
            $"{walk.Endpoint.Id} is {walk.Endpoint.State}",
            walk.Endpoint.State.StartsWith("pending", StringComparison.OrdinalIgnoreCase)
                ? CommandLine.Of("Get-PrivateApiEndpoint").With("VpcEndpointId", walk.Endpoint.Id)
                : CommandLine.Of("New-PrivateApiEndpoint").With("VpcId", walk.Endpoint.VpcId),
            CallFailure.ConnectTimeout),
    };
}
