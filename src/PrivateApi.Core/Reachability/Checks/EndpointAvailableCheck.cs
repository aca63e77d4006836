using PrivateApi.Model;
using PrivateApi.Reachability.LoadBalancers;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>An endpoint passes traffic in state <c>available</c> only.</summary>
internal sealed class EndpointAvailableCheck : IPathCheck
{
    public CheckName Name => CheckName.EndpointAvailable;

    public Finding Judge(EvaluationContext evaluation) =>
        evaluation.Endpoint switch
        {
            null => Finding.NotApplicable("there is no endpoint to check"),
            { IsAvailable: true } => Finding.Passed($"{evaluation.Endpoint.Id} is available"),
            _ => LoadBalancerAnswers.Unreachable(
                evaluation,
                $"{evaluation.Endpoint.Id} is {evaluation.Endpoint.State}",
                evaluation.Endpoint.State.StartsWith("pending", StringComparison.OrdinalIgnoreCase)
                    ? CommandLine.ForCmdlet("Get-PrivateApiEndpoint").With("VpcEndpointId", evaluation.Endpoint.Id)
                    : CommandLine.ForCmdlet("New-PrivateApiEndpoint").With("VpcId", evaluation.Endpoint.VpcId)
            ),
        };
}
