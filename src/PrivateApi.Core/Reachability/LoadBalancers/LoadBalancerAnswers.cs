using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Reachability.Changes;

namespace PrivateApi.Reachability.LoadBalancers;

/// <summary>
/// What an Application Load Balancer answers itself (its guide, "Troubleshoot your Application Load Balancers"): 503 when the target
/// group has no target in use, 504 when a target lets no connection in within ten seconds.
/// </summary>
internal static class LoadBalancerAnswers
{
    public static DeniedAnswer ServiceUnavailable { get; } = Of(503, "Service Temporarily Unavailable");

    public static DeniedAnswer BadGateway { get; } = Of(502, "Bad Gateway");

    public static DeniedAnswer GatewayTimeout { get; } = Of(504, "Gateway Time-out");

    public static DeniedAnswer Fixed(int status) => new(status, string.Empty, string.Empty, string.Empty);

    /// <summary>
    /// What comes of a call that cannot get to the endpoint: behind a load balancer it is its answer, and nothing certain where it has
    /// ended TLS but speaks no HTTP.
    /// </summary>
    /// <param name="evaluation">The call.</param>
    /// <param name="message">Why.</param>
    /// <param name="remedy">What opens the way.</param>
    public static Finding Unreachable(EvaluationContext evaluation, string message, Remedy? remedy) =>
        evaluation.Way switch
        {
            null => Finding.Broken(message, remedy, CallFailure.ConnectTimeout),
            { LoadBalancer.IsApplication: true } => Finding.Refused(message, remedy, GatewayTimeout),
            { Listener.Protocol: "TLS" } => Finding.Refused(message, remedy, null),
            _ => Finding.Broken(message, remedy, CallFailure.ConnectTimeout),
        };

    private static DeniedAnswer Of(int status, string reason) =>
        new(
            status,
            string.Empty,
            reason,
            $"<html>\r\n<head><title>{status} {reason}</title></head>\r\n<body>\r\n"
                + $"<center><h1>{status} {reason}</h1></center>\r\n</body>\r\n</html>\r\n"
        );
}
