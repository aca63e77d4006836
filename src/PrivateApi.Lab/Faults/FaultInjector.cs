using PrivateApi.Lab.ControlPlane;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.Faults;

/// <summary>The faults that the lab injects on purpose into a control-plane call. Under the lab's lock.</summary>
internal sealed class FaultInjector(LabOptions options)
{
    private readonly LabThrottle _throttle = new();
    private readonly ReadLag _lag = new(options.Faults.ReadLag);

    /// <summary>Carries out a call, or breaks it.</summary>
    /// <exception cref="ConnectionLostException">The answer is lost, or the call never arrived.</exception>
    public LabResponse Handle(IAwsService service, ServiceCall call)
    {
        string operation =
            options.Throttle || options.Faults != new LabFaults() ? OperationName.Read(call.Request, service.SigningName) : string.Empty;
        try
        {
            bool isRead = OperationName.IsRead(operation);
            bool isConcerned =
                options.Faults.Operations.Count == 0 || options.Faults.Operations.Contains(operation, StringComparer.OrdinalIgnoreCase);
            if (isConcerned && call.Store.Ids.Chance(options.Faults.DropRate))
            {
                throw new ConnectionLostException();
            }

            if (options.Throttle)
            {
                _throttle.Take(call, service.SigningName, operation);
            }

            if (isConcerned && call.Store.Ids.Chance(options.Faults.ErrorRate))
            {
                throw ServerError(service.SigningName);
            }

            _lag.Check(call, service.SigningName, operation);
            LabResponse response = service.Handle(call);
            _lag.Note(call, service.SigningName, isRead, response);
            return isConcerned && !isRead && call.Store.Ids.Chance(options.Faults.LostAnswerRate)
                ? throw new ConnectionLostException()
                : response;
        }
        catch (AwsFault fault)
        {
            return service.Refuse(call, fault);
        }
    }

    /// <summary>What each service says when something inside it fails (error lists of the service models).</summary>
    private static AwsFault ServerError(string service) =>
        service switch
        {
            "ec2" => new AwsFault(500, "InternalError", "An internal error has occurred"),
            "iam" => new AwsFault(
                500,
                "ServiceFailure",
                "The request processing has failed because of an unknown error, exception or failure."
            ),
            "lambda" => new AwsFault(500, "ServiceException", "An error occurred and the request cannot be processed."),
            "route53resolver" or "route53profiles" => new AwsFault(
                500,
                "InternalServiceErrorException",
                "We encountered an unknown error. Try again in a few minutes."
            ),
            "wafv2" => new AwsFault(
                500,
                "WAFInternalErrorException",
                "AWS WAF couldn\u2019t perform the operation because of a system problem. Retry your request."
            ),
            "apigateway" => new AwsFault(503, "ServiceUnavailableException", "Service Unavailable"),
            _ => new AwsFault(500, "InternalFailure", "The request processing has failed because of an unknown error."),
        };
}
