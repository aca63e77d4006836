using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>One EC2 call: its parameters, and the state of its account and Region.</summary>
internal sealed class Ec2Call(ServiceCall service)
{
    public QueryForm Form { get; } = new(service.Request);

    public Ec2State State { get; } = service.State<Ec2State>();

    public LabStore Store => service.Store;

    public string AccountId => service.AccountId;

    public string Region => service.Region;

    public DateTimeOffset Now { get; } = service.Store.Now;

    public string? this[string name] => Form[name];

    public string Required(string name) => Form.Required(name);

    public bool Is(string name) => Form.Boolean(name) ?? false;

    public string NewId(string prefix) => Store.Ids.Ec2(prefix);

    public LabVpc Vpc(string parameter = "VpcId") => Ec2Kind.Vpc.Find(State.Vpcs, Required(parameter));

    public LabSubnet Subnet(string parameter = "SubnetId") => Ec2Kind.Subnet.Find(State.Subnets, Required(parameter));

    /// <summary>
    /// Runs a create call once per client token: the same token with the same parameters returns what the first call created;
    /// with other parameters it is refused (EC2 API reference, "Ensuring idempotency").
    /// </summary>
    public T Once<T>(IReadOnlyDictionary<string, T> made, Func<T> create)
        where T : LabResource
    {
        if (Form["ClientToken"] is not { Length: > 0 } token)
        {
            return create();
        }

        if (token.Length > 64)
        {
            throw new AwsFault(400, "InvalidParameterValue", "The client token is longer than the maximum of 64 characters");
        }

        string parameters = string.Join(
            '&',
            Form.Values.Where(pair => pair.Key is not "ClientToken" and not "Version")
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => pair.Key + "=" + pair.Value)
        );
        if (
            State.ClientTokens.TryGetValue((Form.Action, token), out (string Parameters, string Id) earlier)
            && made.TryGetValue(earlier.Id, out T? found)
        )
        {
            return earlier.Parameters == parameters
                ? found
                : throw new AwsFault(
                    400,
                    "IdempotentParameterMismatch",
                    "The client token has already been used with different parameters."
                );
        }

        T created = create();
        State.ClientTokens.Set((Form.Action, token), (parameters, created.Id));
        return created;
    }
}
