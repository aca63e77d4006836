namespace PrivateApi.Policy.Evaluation;

/// <summary>The request's resource, split once at its first five colons and then compared with every statement.</summary>
internal sealed class RequestArn
{
    private readonly int[] _colons = new int[5];

    private RequestArn(string text) => Text = text;

    public string Text { get; }

    /// <summary>False for a text with fewer than six parts: only <c>*</c> matches it.</summary>
    public bool IsArn { get; private init; }

    /// <summary>Parts 1 to 4: partition, service, Region, account; part 5 is the rest.</summary>
    public ReadOnlySpan<char> Part(int index) =>
        index == 5 ? Text.AsSpan(_colons[4] + 1) : Text.AsSpan(_colons[index - 1] + 1, _colons[index] - _colons[index - 1] - 1);

    public static RequestArn Parse(string text)
    {
        int from = 0;
        RequestArn arn = new(text) { IsArn = text.AsSpan().Count(':') >= 5 };
        for (int i = 0; arn.IsArn && i < 5; i++)
        {
            arn._colons[i] = text.IndexOf(':', from);
            from = arn._colons[i] + 1;
        }

        return arn;
    }
}
