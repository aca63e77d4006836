using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane;

/// <summary>Answers calls to deployed APIs.</summary>
internal interface IDataPlane
{
    /// <summary>True for a call to an API: <c>x-apigw-api-id</c>, a path under <c>/_api/</c>, or an execute-api signature or host.</summary>
    bool Owns(LabRequest request, CredentialScope? scope);

    /// <summary>Answers it as API Gateway would. Takes the lab's lock itself, and not while it waits for a backend.</summary>
    Task<LabResponse> SendAsync(LabRequest request, CredentialScope? scope, CancellationToken stop);
}
