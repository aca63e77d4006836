using System.Xml.Linq;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>Amazon EC2, its networking part, in the EC2 query protocol.</summary>
internal sealed class Ec2Service : IAwsService
{
    private static readonly XNamespace Space = "http://ec2.amazonaws.com/doc/2016-11-15/";

    private readonly Dictionary<string, Ec2Handler> _handlers = Ec2Actions
        .All()
        .ToDictionary(action => action.Name, action => action.Handler, StringComparer.Ordinal);

    public string SigningName => "ec2";

    /// <summary>Names of the operations it supports.</summary>
    public IEnumerable<string> Actions => _handlers.Keys;

    public LabResponse Handle(ServiceCall call)
    {
        Ec2Call ec2 = new(call);
        string action = ec2.Form.Action;
        if (!_handlers.TryGetValue(action, out Ec2Handler? handler))
        {
            throw new AwsFault(400, "InvalidAction", $"The action {action} is not valid for this web service.");
        }

        if (ec2.Is("DryRun"))
        {
            throw action == "ModifyVpcAttribute"
                ? new AwsFault(400, "UnknownParameter", "The parameter DryRun is not recognized")
                : new AwsFault(412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
        }

        ec2.State.Settle();
        XElement answer = new(action + "Response", new XElement("requestId", call.RequestId), handler(ec2));
        foreach (XElement element in answer.DescendantsAndSelf())
        {
            element.Name = Space + element.Name.LocalName;
        }

        return Answer(call, 200, answer);
    }

    public LabResponse Refuse(ServiceCall call, AwsFault fault) =>
        Answer(
            call,
            fault.Status,
            new XElement(
                "Response",
                new XElement("Errors", new XElement("Error", new XElement("Code", fault.Code), new XElement("Message", fault.Message))),
                new XElement("RequestID", call.RequestId)
            )
        );

    private static LabResponse Answer(ServiceCall call, int status, XElement content)
    {
        LabResponse response = LabResponse.Xml(
            status,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + content.ToString(SaveOptions.DisableFormatting)
        );
        response.Headers["x-amzn-requestid"] = call.RequestId;
        return response;
    }
}
