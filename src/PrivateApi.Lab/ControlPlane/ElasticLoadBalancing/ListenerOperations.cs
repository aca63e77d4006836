using System.Xml.Linq;

namespace PrivateApi.Lab.ControlPlane.ElasticLoadBalancing;

/// <summary>Listeners and their certificates.</summary>
internal static class ListenerOperations
{
    private const string Policy = "ELBSecurityPolicy-2016-08";

    public static object?[] Create(ServiceCall call, ElasticLoadBalancingState state, QueryForm form)
    {
        LabLoadBalancer balancer = state.Balancer(form.Required("LoadBalancerArn"));
        int port = form.Integer("Port") ?? 80;
        if (state.Listeners.Exists(item => item.LoadBalancerArn == balancer.Arn && item.Port == port))
        {
            throw new AwsFault(400, "DuplicateListener", "A listener already exists on this port for this load balancer");
        }

        string id = call.Store.Ids.Take("0123456789abcdef", 16);
        string arn = balancer.Arn.Replace(":loadbalancer/", ":listener/", StringComparison.Ordinal) + "/" + id;
        LabListener made = new(arn, balancer.Arn) { Port = port, Protocol = form["Protocol"] ?? (balancer.IsApplication ? "HTTP" : "TCP") };
        Secure(made, form);
        LabListenerRule rule = new(RuleOperations.Arn(call, made)) { Actions = RuleOperations.Actions(state, form, "DefaultActions") };
        made.Rules.Add(rule);
        ResourceOperations.Tag(made, form, "Tags");
        ResourceOperations.Set(
            made,
            balancer.IsApplication ? ["routing.http.response.server.enabled=true"] : ["tcp.idle_timeout.seconds=350"]
        );
        state.Listeners.Add(made);
        return [QueryAnswer.List("Listeners", [made], Show)];
    }

    public static object?[] Modify(ElasticLoadBalancingState state, QueryForm form)
    {
        LabListener listener = state.Listener(form.Required("ListenerArn"));
        listener.Port = form.Integer("Port") ?? listener.Port;
        listener.Protocol = form["Protocol"] ?? listener.Protocol;
        Secure(listener, form);
        if (form.Has("DefaultActions"))
        {
            listener.Rules[^1].Actions = RuleOperations.Actions(state, form, "DefaultActions");
        }

        return [QueryAnswer.List("Listeners", [listener], Show)];
    }

    public static object?[] Describe(ElasticLoadBalancingState state, QueryForm form)
    {
        IReadOnlyList<string> arns = form.List("ListenerArns");
        IEnumerable<LabListener> found =
            arns.Count > 0
                ? arns.Select(state.Listener)
                : state.Listeners.Where(item => item.LoadBalancerArn == state.Balancer(form.Required("LoadBalancerArn")).Arn);
        return ResourceOperations.Page(form, "Listeners", found, Show);
    }

    public static object?[] Delete(ElasticLoadBalancingState state, QueryForm form)
    {
        state.Listeners.Remove(state.Listener(form.Required("ListenerArn")));
        return [];
    }

    public static object?[] AddCertificates(ElasticLoadBalancingState state, QueryForm form)
    {
        LabListener listener = state.Listener(form.Required("ListenerArn"));
        string[] added = [.. Certificates(form).Except(listener.CertificateArns)];
        listener.CertificateArns.AddRange(added);
        return [QueryAnswer.List("Certificates", added, arn => new XElement("CertificateArn", arn))];
    }

    public static object?[] RemoveCertificates(ElasticLoadBalancingState state, QueryForm form)
    {
        LabListener listener = state.Listener(form.Required("ListenerArn"));
        foreach (string arn in Certificates(form))
        {
            listener.CertificateArns.Remove(arn);
        }

        return [];
    }

    public static object?[] DescribeCertificates(ElasticLoadBalancingState state, QueryForm form)
    {
        LabListener listener = state.Listener(form.Required("ListenerArn"));
        return ResourceOperations.Page(
            form,
            "Certificates",
            listener.CertificateArns,
            arn => [new XElement("CertificateArn", arn), new XElement("IsDefault", arn == listener.CertificateArns[0])]
        );
    }

    private static IEnumerable<string> Certificates(QueryForm form) =>
        form.Indexes("Certificates").Select(prefix => form[prefix + ".CertificateArn"]).OfType<string>();

    private static void Secure(LabListener listener, QueryForm form)
    {
        if (Certificates(form).FirstOrDefault() is { } arn)
        {
            listener.CertificateArns.RemoveAll(item => item == arn);
            listener.CertificateArns.RemoveRange(0, Math.Min(1, listener.CertificateArns.Count));
            listener.CertificateArns.Insert(0, arn);
        }

        if (listener.Protocol is "HTTPS" or "TLS")
        {
            if (listener.CertificateArns.Count == 0)
            {
                throw new AwsFault(400, "ValidationError", "A certificate must be specified for HTTPS listeners");
            }

            listener.SslPolicy = form["SslPolicy"] ?? listener.SslPolicy ?? Policy;
        }
    }

    private static object?[] Show(LabListener item) =>
        [
            new XElement("ListenerArn", item.Arn),
            new XElement("LoadBalancerArn", item.LoadBalancerArn),
            new XElement("Port", item.Port),
            new XElement("Protocol", item.Protocol),
            item.CertificateArns.Count == 0
                ? null
                : QueryAnswer.List("Certificates", item.CertificateArns.Take(1), arn => new XElement("CertificateArn", arn)),
            QueryAnswer.Optional("SslPolicy", item.SslPolicy),
            new XElement("DefaultActions", item.Rules[^1].Actions.Select(action => new XElement(action))),
        ];
}
