using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane;

/// <summary>One AWS service's control plane. Called under the lab's lock, so it never waits.</summary>
internal interface IAwsService
{
    /// <summary>The service's name in the signature's credential scope, for instance <c>ec2</c>.</summary>
    string SigningName { get; }

    /// <summary>Carries out a call.</summary>
    /// <exception cref="AwsFault">The call is refused.</exception>
    LabResponse Handle(ServiceCall call);

    /// <summary>Writes a refusal in the service's own error shape.</summary>
    LabResponse Refuse(ServiceCall call, AwsFault fault);
}
