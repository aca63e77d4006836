using System.Xml.Linq;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ElasticLoadBalancing;

/// <summary>Elastic Load Balancing v2: what stands before endpoints and behind VPC links, and what Terraform reads of it.</summary>
internal sealed class ElasticLoadBalancingService(IDataPlane dataPlane) : IAwsService
{
    internal static readonly XNamespace Space = "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/";

    public string SigningName => "elasticloadbalancing";

    public LabResponse Handle(ServiceCall call)
    {
        QueryForm form = new(call.Request);
        ElasticLoadBalancingState state = call.State<ElasticLoadBalancingState>();
        object?[] answer = form.Action switch
        {
            "CreateLoadBalancer" => LoadBalancerOperations.Create(call, state, form),
            "DescribeLoadBalancers" => LoadBalancerOperations.Describe(state, form),
            "DeleteLoadBalancer" => LoadBalancerOperations.Delete(call, state, form),
            "SetSecurityGroups" => LoadBalancerOperations.SetSecurityGroups(call, state, form),
            "CreateListener" => ListenerOperations.Create(call, state, form),
            "ModifyListener" => ListenerOperations.Modify(state, form),
            "DescribeListeners" => ListenerOperations.Describe(state, form),
            "DeleteListener" => ListenerOperations.Delete(state, form),
            "AddListenerCertificates" => ListenerOperations.AddCertificates(state, form),
            "RemoveListenerCertificates" => ListenerOperations.RemoveCertificates(state, form),
            "DescribeListenerCertificates" => ListenerOperations.DescribeCertificates(state, form),
            "CreateRule" => RuleOperations.Create(call, state, form),
            "DescribeRules" => RuleOperations.Describe(state, form),
            "DeleteRule" => RuleOperations.Delete(state, form),
            "CreateTargetGroup" => TargetGroupOperations.Create(call, state, form),
            "ModifyTargetGroup" => TargetGroupOperations.Modify(state, form),
            "DescribeTargetGroups" => TargetGroupOperations.Describe(state, form),
            "DeleteTargetGroup" => TargetGroupOperations.Delete(state, form),
            "RegisterTargets" => TargetGroupOperations.Register(state, form),
            "DeregisterTargets" => TargetGroupOperations.Deregister(state, form),
            "DescribeTargetHealth" => TargetGroupOperations.Health(dataPlane, call, state, form),
            "AddTags" => ResourceOperations.AddTags(state, form),
            "RemoveTags" => ResourceOperations.RemoveTags(state, form),
            "DescribeTags" => ResourceOperations.DescribeTags(state, form),
            "DescribeLoadBalancerAttributes" => ResourceOperations.Attributes(state, form, "LoadBalancerArn"),
            "ModifyLoadBalancerAttributes" => ResourceOperations.Modify(state, form, "LoadBalancerArn"),
            "DescribeTargetGroupAttributes" => ResourceOperations.Attributes(state, form, "TargetGroupArn"),
            "ModifyTargetGroupAttributes" => ResourceOperations.Modify(state, form, "TargetGroupArn"),
            "DescribeListenerAttributes" => ResourceOperations.Attributes(state, form, "ListenerArn"),
            "ModifyListenerAttributes" => ResourceOperations.Modify(state, form, "ListenerArn"),
            "DescribeCapacityReservation" => [new XElement("CapacityReservationState")],
            string action => throw new AwsFault(400, "InvalidAction", $"Could not find operation {action} for version 2015-12-01"),
        };
        return QueryAnswer.Ok(call, Space, form.Action, answer.Length == 0 ? [string.Empty] : answer);
    }

    public LabResponse Refuse(ServiceCall call, AwsFault fault) => QueryAnswer.Refuse(call, Space, fault);
}
