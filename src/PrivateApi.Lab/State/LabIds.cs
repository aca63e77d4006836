namespace PrivateApi.Lab.State;

/// <summary>Ids in AWS's forms, unique in a lab.</summary>
internal sealed class LabIds(int? seed)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    // Some ids are drawn while the lab's lock is not held, and a generator of random numbers that two use at once breaks for good.
    private readonly object _gate = new();
    private readonly Random _random = seed is { } value ? new Random(value) : new Random();

    /// <summary>EC2's form: a prefix and 17 hexadecimal digits, for instance <c>vpc-0a1b…</c>.</summary>
    public string Ec2(string prefix) => prefix + "-0" + Take("0123456789abcdef", 16);

    /// <summary>
    /// API Gateway's form: ten (APIs, resources' root) or six (resources, deployments) characters. The first is a letter here: an id such
    /// as <c>12abcd</c> is quoted in commands, so that the same scene would be told in two ways.
    /// </summary>
    public string ApiGateway(int length) => Take(Letters, 1) + Take(Letters + "0123456789", length - 1);

    /// <summary>IAM's unique ids: a four-letter prefix and 17 upper-case characters.</summary>
    public string Iam(string prefix) => prefix + Take("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 17);

    /// <summary>A request id.</summary>
    public string Request()
    {
        byte[] bytes = new byte[16];
        lock (_gate)
        {
            _random.NextBytes(bytes);
        }

        return new Guid(bytes).ToString();
    }

    /// <summary>True with the given probability: 0 never, 1 always.</summary>
    public bool Chance(double share)
    {
        lock (_gate)
        {
            return share > 0 && _random.NextDouble() < share;
        }
    }

    /// <summary>Random characters of an alphabet.</summary>
    public string Take(string alphabet, int length)
    {
        lock (_gate)
        {
            return new(Enumerable.Range(0, length).Select(_ => alphabet[_random.Next(alphabet.Length)]).ToArray());
        }
    }
}
