using PrivateApi.Calls;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Lab.ControlPlane.ElasticLoadBalancing;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane;

/// <summary>Answers calls to deployed APIs.</summary>
internal interface IDataPlane
{
    /// <summary>
    /// True for a call to an API: <c>x-apigw-api-id</c>, a path under <c>/_api/</c>, an execute-api signature or host, or a
    /// described call.
    /// </summary>
    bool Owns(LabRequest request, CredentialScope? scope);

    /// <summary>Answers it as API Gateway would. Takes the lab's lock itself, but not while it waits for a backend.</summary>
    Task<LabResponse> SendAsync(LabRequest request, CredentialScope? scope, CancellationToken stop);

    /// <summary>The health of a group's targets. Under the lab's lock.</summary>
    IReadOnlyList<LabTargetHealth> HealthOf(string accountId, string region, LabTargetGroup group);

    /// <summary>Makes a call from a place inside or outside the lab's VPCs: name, path, then the API itself.</summary>
    Task<LabCallAnswer> CallAsync(LabCallRequest request, CancellationToken stop);

    /// <summary>Runs a method by itself. Takes the lab's lock itself, but not while it waits for a backend.</summary>
    Task<TestOutcome> TestInvokeAsync(TestInvocation invocation, CancellationToken stop);
}
