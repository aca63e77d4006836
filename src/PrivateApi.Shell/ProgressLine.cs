using System.Management.Automation;

namespace PrivateApi.Shell;

/// <summary>
/// Progress as one line on standard error: rewritten in place on a terminal; elsewhere (a log) each activity's new
/// status once, so that a wait is seen without flooding.
/// </summary>
internal sealed class ProgressLine
{
    private readonly bool _terminal = !Console.IsErrorRedirected;
    private readonly Dictionary<int, string> _said = [];
    private int _width;

    public void Show(ProgressRecord record)
    {
        string text = record.PercentComplete >= 0
            ? $"{record.Activity}: {record.StatusDescription} ({record.PercentComplete}%)"
            : $"{record.Activity}: {record.StatusDescription}";
        if (record.RecordType == ProgressRecordType.Completed)
        {
            Clear();
            _said.Remove(record.ActivityId);
        }
        else if (_terminal)
        {
            string line = text.Length < Console.BufferWidth ? text : text[..(Console.BufferWidth - 1)];
            Console.Error.Write("\r" + line.PadRight(_width));
            _width = line.Length;
        }
        else if (!_said.TryGetValue(record.ActivityId, out string? last) || last != record.Activity)
        {
            _said[record.ActivityId] = record.Activity;
            Console.Error.WriteLine(text);
        }
    }

    public void Clear()
    {
        if (_terminal && _width > 0)
        {
            Console.Error.Write("\r" + new string(' ', _width) + "\r");
            _width = 0;
        }
    }
}
