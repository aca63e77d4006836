using System.Text;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Lab.DataPlane.Integrations;
using PrivateApi.Lab.Http;
using PrivateApi.Lab.State;
using PrivateApi.Reachability;

namespace PrivateApi.Lab.DataPlane;

/// <summary>Runs a method for TestInvokeMethod.</summary>
internal static class TestRun
{
    /// <summary>Stage and source address, as mapping templates see them (recorded in many logs of the console's test page).</summary>
    private const string Stage = "test-invoke-stage";

    private const string Source = "test-invoke-source-ip";

    public static async Task<TestOutcome> RunAsync(LabStore store, TestInvocation invocation, Backends backends, CancellationToken stop)
    {
        GatewayCall call = Describe(store, invocation, backends);
        try
        {
            LabResponse response;
            lock (store.Gate)
            {
                response = Integration.Run(call);
            }

            return new TestOutcome(response.Later is { } later ? await later(stop) : response, call.PathParameters, null);
        }
        catch (GatewayFault fault)
        {
            LabResponse answer = new(
                fault.Status,
                Encoding.UTF8.GetBytes(fault.Body ?? GatewayBody.Message("message", fault.Message)),
                contentType: null
            );
            answer.Headers["x-amzn-ErrorType"] = fault.ErrorType;
            return new TestOutcome(answer, call.PathParameters, fault.LabNote ?? fault.Message);
        }
    }

    private static GatewayCall Describe(LabStore store, TestInvocation invocation, Backends backends)
    {
        string template = (string)invocation.Resource["path"]!;
        return new GatewayCall
        {
            Store = store,
            Request = invocation.Request,
            Ingress = Ingress.Public(Source),
            Scope = null,
            Region = invocation.Call.Region,
            Backend = backends.Outside,
            Services = backends.Services,
            RequestId = invocation.Call.RequestId,
            ExtendedRequestId = invocation.Call.RequestId,
            Time = store.Now,
            Log = new StageExecutionLog(),
            RestApiId = invocation.Api.Id,
            AccountId = invocation.Call.AccountId,
            StageName = Stage,
            StageVariables = invocation.StageVariables,
            Path = invocation.Request.RawPath,
            ResourcePath = template,
            ResourceId = (string)invocation.Resource["id"]!,
            Method = invocation.Method,
            PathParameters =
                PathTemplate.Match(template, PathTemplate.Segments(invocation.Request.RawPath))?.Parameter
                ?? new Dictionary<string, string>(),
        };
    }
}
