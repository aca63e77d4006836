using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Ssm;

/// <summary>Systems Manager: Run Command on instances with an instance profile. It runs only our probe's script.</summary>
internal sealed class SsmService(IDataPlane dataPlane) : IAwsService
{
    public string SigningName => "ssm";

    public LabResponse Handle(ServiceCall call) =>
        JsonProtocol.Operation(call.Request) switch
        {
            "DescribeInstanceInformation" => ManagedInstances.Describe(call),
            "SendCommand" => CommandSending.Send(call, dataPlane),
            "GetCommandInvocation" => CommandReading.GetInvocation(call),
            "ListCommandInvocations" => CommandReading.ListInvocations(call),
            "CancelCommand" => CommandReading.Cancel(call),
            string operation => throw JsonProtocol.Unknown(operation),
        };

    public LabResponse Refuse(ServiceCall call, AwsFault fault) => JsonProtocol.Refuse(call, fault);
}
