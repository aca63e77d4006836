using System.Xml.Linq;

namespace PrivateApi.Lab.ControlPlane.ElasticLoadBalancing;

/// <summary>Rules of listeners.</summary>
internal static class RuleOperations
{
    public static object?[] Create(ServiceCall call, ElasticLoadBalancingState state, QueryForm form)
    {
        LabListener listener = state.Listener(form.Required("ListenerArn"));
        int priority = form.Integer("Priority") ?? 1;
        if (listener.Rules.Exists(item => item.Priority == priority))
        {
            throw new AwsFault(400, "PriorityInUse", $"Priority '{priority}' is currently in use");
        }

        LabListenerRule made = new(Arn(call, listener))
        {
            Priority = priority,
            Conditions = FormXml.Members(form, "Conditions"),
            Actions = Actions(state, form, "Actions"),
            Transforms = FormXml.Members(form, "Transforms"),
        };
        ResourceOperations.Tag(made, form, "Tags");
        int place = listener.Rules.FindIndex(item => item.Priority is null || item.Priority > priority);
        listener.Rules.Insert(place, made);
        return [QueryAnswer.List("Rules", [made], Show)];
    }

    public static object?[] Describe(ElasticLoadBalancingState state, QueryForm form)
    {
        IReadOnlyList<string> arns = form.List("RuleArns");
        IEnumerable<LabListenerRule> found =
            arns.Count > 0 ? arns.Select(arn => Find(state, arn)) : state.Listener(form.Required("ListenerArn")).Rules;
        return ResourceOperations.Page(form, "Rules", found, Show);
    }

    public static object?[] Delete(ElasticLoadBalancingState state, QueryForm form)
    {
        LabListenerRule rule = Find(state, form.Required("RuleArn"));
        if (rule.Priority is null)
        {
            throw new AwsFault(400, "OperationNotPermitted", "Default rule cannot be deleted");
        }

        state.Listeners.ForEach(listener => listener.Rules.Remove(rule));
        return [];
    }

    public static string Arn(ServiceCall call, LabListener listener) =>
        listener.Arn.Replace(":listener/", ":listener-rule/", StringComparison.Ordinal) + "/" + call.Store.Ids.Take("0123456789abcdef", 16);

    /// <summary>Actions as sent; a forward to one group has both of its forms, as on AWS.</summary>
    public static List<XElement> Actions(ElasticLoadBalancingState state, QueryForm form, string name)
    {
        List<XElement> actions = FormXml.Members(form, name);
        if (actions.Count == 0)
        {
            throw new AwsFault(400, "ValidationError", "A default action must be specified"); // The message is assumed.
        }

        foreach (XElement action in actions.Where(item => (string?)item.Element("Type") == "forward"))
        {
            string[] arns = [.. action.Descendants("TargetGroupArn").Select(item => item.Value).Distinct(StringComparer.Ordinal)];
            foreach (string arn in arns)
            {
                state.TargetGroup(arn);
            }

            if (arns.Length == 1 && action.Element("TargetGroupArn") is null)
            {
                action.Add(new XElement("TargetGroupArn", arns[0]));
            }

            if (action.Element("ForwardConfig") is null)
            {
                action.Add(
                    new XElement(
                        "ForwardConfig",
                        QueryAnswer.List(
                            "TargetGroups",
                            arns,
                            arn => (object?[])[new XElement("TargetGroupArn", arn), new XElement("Weight", 1)]
                        ),
                        new XElement("TargetGroupStickinessConfig", new XElement("Enabled", false))
                    )
                );
            }
        }

        return actions;
    }

    private static LabListenerRule Find(ElasticLoadBalancingState state, string arn) =>
        state.Listeners.SelectMany(listener => listener.Rules).FirstOrDefault(rule => rule.Arn == arn)
        ?? throw new AwsFault(400, "RuleNotFound", $"Rule '{arn}' not found");

    private static object?[] Show(LabListenerRule rule) =>
        [
            new XElement("RuleArn", rule.Arn),
            new XElement("Priority", rule.Priority?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "default"),
            new XElement("Conditions", rule.Conditions.Select(item => new XElement(item))),
            new XElement("Actions", rule.Actions.Select(item => new XElement(item))),
            new XElement("IsDefault", rule.Priority is null),
            new XElement("Transforms", rule.Transforms.Select(item => new XElement(item))),
        ];
}
